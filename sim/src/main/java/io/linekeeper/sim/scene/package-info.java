/** What all parts of a simulation share: chance, the clocks of hosts, and the trace. */
@NullMarked
package io.linekeeper.sim.scene;

import org.jspecify.annotations.NullMarked;
