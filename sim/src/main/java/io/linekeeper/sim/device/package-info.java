/** The devices of a simulation: clients that come back, answer, beat, hang and read slowly. */
@NullMarked
package io.linekeeper.sim.device;

import org.jspecify.annotations.NullMarked;
