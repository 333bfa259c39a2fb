/**
 * The server's side of the {@code line} protocol: {@link io.linekeeper.netty.session.SessionHandler} speaks it on each line,
 * {@link io.linekeeper.netty.session.Sessions} gives each device its one session.
 */
@NullMarked
package io.linekeeper.netty.session;

import org.jspecify.annotations.NullMarked;
