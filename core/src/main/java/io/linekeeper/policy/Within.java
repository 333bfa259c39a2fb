package io.linekeeper.policy;

import java.time.Duration;

/**
 * What one number, "every failure within {@code limit}", comes to. One second of it is kept for lateness: four ticks of at
 * most 250 ms, and the kernel's timers, which were measured up to half a second late. The rest is the budget: the bound of
 * every detector, in whole seconds since the kernel counts in them.
 *
 * @param limit from {@link #SHORTEST} to {@link LivenessPolicy#LONGEST_BOUND}
 */
record Within(Duration limit) {
    /** What is kept for lateness. */
    static final Duration LATENESS = Duration.ofSeconds(1);

    /** One second each for idle and for three questions, and {@link #LATENESS}. */
    static final Duration SHORTEST = Duration.ofSeconds(5);

    static final Within DEFAULT = new Within(Duration.ofSeconds(30));

    private static final int KERNEL_PROBES = 10;
    static final int HEARTBEAT_PROBES = 3;

    /** Leaves room for the remainder of the division by the probes, which idle takes up. */
    private static final long LONGEST_KERNEL_IDLE =
            KernelPolicy.LONGEST_KEEPALIVE_TIME.toSeconds() - KeepAlive.MOST_PROBES;

    Within {
        if (limit.compareTo(SHORTEST) < 0) {
            throw new PolicyException("within " + Durations.format(limit)
                    + " is too short for idle 1 s + 3 probes x 1 s, since the kernel counts in whole seconds, and 1 s of"
                    + " lateness; raise it to " + Durations.format(SHORTEST) + " or more");
        }
        if (limit.compareTo(LivenessPolicy.LONGEST_BOUND) > 0) {
            throw new PolicyException("within " + Durations.format(limit) + " is longer than "
                    + Durations.format(LivenessPolicy.LONGEST_BOUND) + ", the longest bound; shorten it");
        }
    }

    /** The bound for every detector. */
    Duration budget() {
        return Duration.ofSeconds(limit.minus(LATENESS).toSeconds());
    }

    /** A third of idle, then up to ten probes; its bound is the whole budget. */
    KeepAlive kernelRule() {
        return kernelRule(budget());
    }

    /** The kernel's rule for any budget of at least 2 s; fractions of a second are left unused. */
    static KeepAlive kernelRule(Duration budget) {
        long seconds = budget.toSeconds();
        long longest = KernelPolicy.LONGEST_KEEPALIVE_TIME.toSeconds();
        long room = seconds - Math.min(idleShare(seconds), LONGEST_KERNEL_IDLE);
        long probes = Math.max(Math.min(KERNEL_PROBES, room), (room + longest - 1) / longest);
        long interval = room / probes;
        return rule(seconds - interval * probes, interval, (int) probes);
    }

    /** A third of idle, then three questions; its bound is the whole budget. */
    KeepAlive heartbeatRule() {
        long seconds = budget().toSeconds();
        long interval = Math.max(1, (seconds - idleShare(seconds)) / HEARTBEAT_PROBES);
        return rule(seconds - interval * HEARTBEAT_PROBES, interval, HEARTBEAT_PROBES);
    }

    /** Four fifths of a user time-out, so that a slow reader is judged here before the kernel ends it. */
    static Duration stallLimitBelow(Duration userTimeout) {
        Duration limit = userTimeout.multipliedBy(4).dividedBy(5);
        return limit.toSeconds() > 0 ? Duration.ofSeconds(limit.toSeconds()) : Duration.ofMillis(limit.toMillis());
    }

    private static long idleShare(long seconds) {
        return Math.max(1, seconds / 3);
    }

    private static KeepAlive rule(long idleSeconds, long intervalSeconds, int probes) {
        return new KeepAlive(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(intervalSeconds), probes);
    }
}
