/** The file of the flight recorder: JSON lines, written by {@code serve --record}, read by {@code replay} and {@code tune}. */
@NullMarked
package io.linekeeper.gateway.flight;

import org.jspecify.annotations.NullMarked;
