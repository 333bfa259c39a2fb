package io.linekeeper.client;

import io.linekeeper.policy.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a client waits before it connects again: exponential backoff with full jitter (Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015). The delay before the n-th attempt in a row is drawn evenly from zero to base x
 * 2^(n - 1), at most the cap: clients that lost their server at one moment come back spread out. A value.
 *
 * <p>The row ends, and the next delay is short again, only when a line was live for as long as the cap ({@link #lasting}). A
 * server that welcomes everybody and drops them at once is therefore spared like one that refuses them: whatever it does, a
 * client that keeps losing its line soon comes back no more than twice in the time of the cap, on average.
 *
 * @param base the longest first delay, 1 ms or more
 * @param cap the longest delay, not below the base; up to {@link #LONGEST}
 */
public record Backoff(Duration base, Duration cap) {
    /** The longest cap. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** From one second to one minute. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** @throws IllegalArgumentException if a value is out of its range, with one sentence */
    public Backoff {
        if (base.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("backoff base " + Durations.format(base) + " is shorter than "
                    + Durations.format(SHORTEST) + ", so that a server that is down would be hammered; raise it");
        }
        if (cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("backoff cap " + Durations.format(cap) + " is shorter than its base "
                    + Durations.format(base) + "; raise the cap or lower the base");
        }
        if (cap.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("backoff cap " + Durations.format(cap) + " is longer than "
                    + Durations.format(LONGEST) + "; lower it");
        }
    }

    /** For how long a line must have been live to end the row of attempts: the cap. */
    public Duration lasting() {
        return cap;
    }

    /** The longest delay after this many attempts in a row; 0 counts as 1. */
    Duration longest(int attempts) {
        int doublings = Math.max(1, attempts) - 1;
        long most = cap.toNanos();
        boolean capped = doublings >= Long.SIZE - 1 || base.toNanos() > most >> doublings;
        return capped ? cap : Duration.ofNanos(base.toNanos() << doublings);
    }

    /**
     * Draws a delay.
     *
     * @param attempts how many there have been in a row
     * @param retryAfter what the server asked for, zero if nothing. It comes on top: a server that sends all its clients away
     *     with one number must not see them all come back at one moment.
     */
    public Duration delay(int attempts, Duration retryAfter, RandomGenerator random) {
        return retryAfter.plusNanos(random.nextLong(longest(attempts).toNanos() + 1));
    }
}
