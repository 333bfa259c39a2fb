/** The faults of the matrix, one class each: how it is made, and what is true of the lines while it lasts. */
@NullMarked
package io.linekeeper.lab.scene;

import org.jspecify.annotations.NullMarked;
