package io.linekeeper.sim.gateway;

/**
 * A roll call that was made.
 *
 * @param now when, on the loop's clock
 * @param nobody whether there was no line on the roll before it
 * @param planned in how many nanoseconds the next one is wanted, as the roll said
 * @param gap that it told
 */
public record Call(long now, boolean nobody, long planned, long gap) {}
