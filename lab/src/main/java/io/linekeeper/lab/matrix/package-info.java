/** Runs scenes before detectors, and compares what was found with what was to be expected. */
@NullMarked
package io.linekeeper.lab.matrix;

import org.jspecify.annotations.NullMarked;
