package io.linekeeper.sim.scene;

import java.util.SplittableRandom;

/**
 * Chance without a common source: each use has a generator of its own, made from the seed and from what it is for. What one
 * of them draws changes nothing for the others, so a scenario stays what it is when something is taken out of it.
 */
public final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Chance() {}

    /**
     * A generator.
     *
     * @param purpose what it is for
     * @param number which of those
     */
    public static SplittableRandom of(long seed, String purpose, long number) {
        return new SplittableRandom(mix(mix(seed * GOLDEN + purpose.hashCode()) + number * GOLDEN));
    }

    /** Evenly between two numbers, both included. */
    public static long between(SplittableRandom random, long least, long most) {
        return least + random.nextLong(most - least + 1);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
