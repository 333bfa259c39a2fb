/** A deterministic simulation of gateways, devices and the network between them, in virtual time, on the real core. */
@NullMarked
package io.linekeeper.sim;

import org.jspecify.annotations.NullMarked;
