/** The simulated network: hosts, paths with their faults, and TCP as far as the liveness of lines depends on it. */
@NullMarked
package io.linekeeper.sim.net;

import org.jspecify.annotations.NullMarked;
