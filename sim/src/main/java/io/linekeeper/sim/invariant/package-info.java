/** What must hold in every simulation: a small class for each rule. */
@NullMarked
package io.linekeeper.sim.invariant;

import org.jspecify.annotations.NullMarked;
