/**
 * The ways to find out that a line is dead that the matrix compares: each as a server of its own in one program, and with what its own
 * arithmetic says that it finds.
 */
@NullMarked
package io.linekeeper.lab.detector;

import org.jspecify.annotations.NullMarked;
