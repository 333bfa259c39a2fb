package io.linekeeper.policy;

import java.time.Duration;

/**
 * TCP's keepalive rule: ask after {@code idle} without a byte, ask again every {@code interval}, give up one interval
 * after the last of {@code probes} unanswered questions. The kernel and the two-way heartbeat both follow it.
 *
 * <p>Sources: RFC 1122 section 4.2.3.6; tcp(7), {@code TCP_KEEPIDLE}, {@code TCP_KEEPINTVL}, {@code TCP_KEEPCNT}.
 *
 * @param idle silence before the first question, positive
 * @param interval time between questions, and after the last one, positive
 * @param probes how many questions may stay unanswered, 1 to {@value #MOST_PROBES}
 */
public record KeepAlive(Duration idle, Duration interval, int probes) {
    /**
     * The most questions. Linux refuses more ({@code MAX_TCP_KEEPCNT} in its {@code include/net/tcp.h}); the heartbeat
     * keeps the same limit, so that every rule can be given to either.
     */
    public static final int MOST_PROBES = 127;

    /** @throws PolicyException if a value is out of its range, or the bound above {@link LivenessPolicy#LONGEST_BOUND} */
    public KeepAlive {
        requireInRange("idle", idle);
        requireInRange("interval", interval);
        requireInRange(probes);
        Duration bound = boundOf(idle, interval, probes);
        if (bound.compareTo(LivenessPolicy.LONGEST_BOUND) > 0) {
            throw new PolicyException(sum(idle, interval, probes) + " is longer than "
                    + Durations.format(LivenessPolicy.LONGEST_BOUND)
                    + ", the longest bound; lower the idle, the interval or the probes");
        }
    }

    /** The longest time for which a dead peer can stay unfound: {@code idle + interval x probes}. */
    public Duration bound() {
        return boundOf(idle, interval, probes);
    }

    /** The rule with its sum, as messages show it: {@code idle 1 s + 10 probes x 3 s = 31 s}. */
    @Override
    public String toString() {
        return sum(idle, interval, probes);
    }

    static void requireInRange(int probes) {
        if (probes < 1 || probes > MOST_PROBES) {
            throw new PolicyException("probes " + probes + " is not between 1 and " + MOST_PROBES
                    + ", the most that the kernel takes; choose a number in that range");
        }
    }

    static void requireInRange(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new PolicyException(name + " " + Durations.format(value)
                    + " is not positive; set it to 1 s or more, or to 20 ms or more" + " for a heartbeat");
        }
        if (value.compareTo(LivenessPolicy.LONGEST_BOUND) > 0) {
            throw new PolicyException(name + " " + Durations.format(value) + " is longer than "
                    + Durations.format(LivenessPolicy.LONGEST_BOUND) + ", the longest bound; shorten it");
        }
    }

    private static Duration boundOf(Duration idle, Duration interval, int probes) {
        return idle.plus(interval.multipliedBy(probes));
    }

    private static String sum(Duration idle, Duration interval, int probes) {
        return "idle " + Durations.format(idle) + " + " + probes + (probes == 1 ? " probe x " : " probes x ")
                + Durations.format(interval) + " = " + Durations.format(boundOf(idle, interval, probes));
    }
}
