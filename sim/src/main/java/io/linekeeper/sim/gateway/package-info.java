/** The gateway of a simulation: event loops as Netty runs them, lines on the real core, sessions and their directory. */
@NullMarked
package io.linekeeper.sim.gateway;

import org.jspecify.annotations.NullMarked;
