package io.linekeeper.sim.net;

/**
 * Chance without a generator: each number depends on nothing but what it is for, so that an event that is taken out of a
 * scenario does not change the luck of the others.
 */
final class Chance {
    private Chance() {}

    /** A number that is settled by these two, and looks like none of them (the finish of SplitMix64). */
    static long mix(long one, long other) {
        long z = one * 0x9e3779b97f4a7c15L + other + 0x632be59bd9b4e019L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Such a number as a fraction, from 0 to below 1. */
    static double fraction(long mixed) {
        return (mixed >>> 11) * 0x1p-53;
    }
}
