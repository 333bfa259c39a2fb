/** The experiments of docs/EXPERIMENTS.md: each shows one thing that people get wrong about dead lines, and prints what it measures. */
@NullMarked
package io.linekeeper.lab.experiment;

import org.jspecify.annotations.NullMarked;
