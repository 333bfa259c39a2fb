package io.linekeeper.lab.detector;

import java.time.Duration;

/** What is allowed beyond the arithmetic, and why. */
final class Allowance {
    /** Between what happens in one process and its mark in another, on a machine that runs several scenes at once. */
    static final Duration MEASURING = Duration.ofMillis(600);

    /** The kernel's timers are rounded up, the later the longer they are: up to half a second was measured over ten probes. */
    static final Duration KERNEL_TIMERS = Duration.ofMillis(600);

    /** How often a beating device beats. */
    static final Duration BEAT = Duration.ofMillis(500);

    /** Without a user time-out the kernel retransmits tcp_retries2 = 15 times: 924.6 s at least, by tcp(7). */
    static final Duration RETRANSMISSION_LIMIT = Duration.ofMinutes(15);

    /** Bytes wait from when the buffers of a peer that does not read are full: megabytes on each of many lines at once. */
    static final Duration FILLING = Duration.ofSeconds(1);

    private Allowance() {}

    static Expectation.Found found(Duration from, Duration to, String why) {
        return new Expectation.Found(floor(from.minus(MEASURING)), to.plus(MEASURING), why);
    }

    static Expectation.Killed killed(Duration from, Duration to, String why) {
        return new Expectation.Killed(floor(from.minus(MEASURING)), to.plus(MEASURING), why);
    }

    /** The latest moment of the kernel's keepalive, by arithmetic alone. */
    static Duration without(Duration to) {
        return to.minus(MEASURING).minus(KERNEL_TIMERS);
    }

    static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration floor(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
