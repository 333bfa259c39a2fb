/** The frames of the {@code line} protocol, and what the two sides of a line agree on. Specified in docs/PROTOCOL.md. */
@NullMarked
package io.linekeeper.wire;

import org.jspecify.annotations.NullMarked;
