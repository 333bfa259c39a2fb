/** The client's side of the {@code line} protocol: one device, kept connected. */
@NullMarked
package io.linekeeper.netty.client;

import org.jspecify.annotations.NullMarked;
