package io.linekeeper.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * What the kernel is told to watch by itself: keepalive for lines on which nothing is under way, a user time-out for those
 * with unacknowledged data, to which keepalive is blind.
 *
 * <p>Sources: tcp(7), {@code SO_KEEPALIVE} and {@code TCP_USER_TIMEOUT}; RFC 5482; RFC 1122 section 4.2.3.6.
 *
 * @param keepAlive idle and interval in whole seconds of 1 to 32767; empty: keepalive is off
 * @param userTimeout how long sent data may stay unacknowledged, in whole milliseconds that fit an {@code int}; empty: the
 *     kernel's own retransmission limit holds
 */
public record KernelPolicy(Optional<KeepAlive> keepAlive, Optional<Duration> userTimeout) {
    /** The longest idle and the longest interval that Linux takes ({@code MAX_TCP_KEEPIDLE}, {@code MAX_TCP_KEEPINTVL}). */
    public static final Duration LONGEST_KEEPALIVE_TIME = Duration.ofSeconds(32_767);

    private static final Duration LONGEST_USER_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    /** @throws PolicyException if the kernel could not take a value, or the user time-out would cut the probes short */
    public KernelPolicy {
        keepAlive.ifPresent(KernelPolicy::requireSettable);
        userTimeout.ifPresent(KernelPolicy::requireSettable);
        if (keepAlive.isPresent() && userTimeout.isPresent()) {
            requireRoomForProbes(keepAlive.get(), userTimeout.get());
        }
    }

    /** Neither keepalive nor a user time-out: the kernel finds nothing on an idle line. */
    public static KernelPolicy off() {
        return new KernelPolicy(Optional.empty(), Optional.empty());
    }

    /** Keepalive alone. */
    public static KernelPolicy keepAlive(KeepAlive rule) {
        return new KernelPolicy(Optional.of(rule), Optional.empty());
    }

    /** The same keepalive with this user time-out. */
    public KernelPolicy withUserTimeout(Duration timeout) {
        return new KernelPolicy(keepAlive, Optional.of(timeout));
    }

    /** The same keepalive without a user time-out, as on a transport that has none. */
    public KernelPolicy withoutUserTimeout() {
        return new KernelPolicy(keepAlive, Optional.empty());
    }

    /**
     * The longest time for which the kernel can miss a dead peer while nothing is under way; empty: it never finds it. A
     * user time-out takes the place of the probe count: the kernel gives up at the first probe at or after it.
     */
    public Optional<Duration> idleBound() {
        return keepAlive.map(rule -> idleBound(rule, userTimeout));
    }

    /**
     * The same for a line that has been idle for long, if that is more: after a probe that was answered Linux waits an
     * interval for the next one, also where the idle time is shorter (measured: 33 s for 1, 3, 10).
     */
    public Optional<Duration> longIdleBound() {
        return keepAlive.map(rule -> longIdleBound(rule, userTimeout));
    }

    /** {@link #idleBound()} of any pair, also of one that a policy refuses since the user time-out cuts the probes short. */
    public static Duration idleBound(KeepAlive rule, Optional<Duration> userTimeout) {
        return userTimeout.map(timeout -> boundUnder(rule, timeout)).orElseGet(rule::bound);
    }

    /** {@link #longIdleBound()} of any pair. */
    public static Duration longIdleBound(KeepAlive rule, Optional<Duration> userTimeout) {
        Duration wait = rule.interval().minus(rule.idle());
        return idleBound(rule, userTimeout).plus(wait.isNegative() ? Duration.ZERO : wait);
    }

    /**
     * The longest time for which the kernel can miss a dead peer while data is unacknowledged; empty: its retransmission
     * limit, about 15 minutes ({@code tcp_retries2}, tcp(7)), which is no promise of this policy.
     */
    public Optional<Duration> inFlightBound() {
        return userTimeout;
    }

    private static Duration boundUnder(KeepAlive rule, Duration timeout) {
        long interval = rule.interval().toMillis();
        long probes = Math.max(1, ceilDiv(timeout.minus(rule.idle()).toMillis(), interval));
        return rule.idle().plus(rule.interval().multipliedBy(probes));
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    private static void requireSettable(KeepAlive rule) {
        requireSettable("idle", rule.idle());
        requireSettable("interval", rule.interval());
    }

    private static void requireSettable(String name, Duration value) {
        if (value.toNanosPart() != 0 || value.compareTo(LONGEST_KEEPALIVE_TIME) > 0) {
            throw new PolicyException("kernel keepalive " + name + " " + Durations.format(value)
                    + " is not a whole number of seconds from 1 to " + LONGEST_KEEPALIVE_TIME.toSeconds()
                    + ", all that the kernel takes; choose one, or leave finer times to the heartbeat");
        }
    }

    private static void requireSettable(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new PolicyException("user timeout " + Durations.format(timeout)
                    + " is not positive; set it to 1 ms or more, or switch it off");
        }
        if (timeout.compareTo(LONGEST_USER_TIMEOUT) > 0) {
            throw new PolicyException("user timeout " + Durations.format(timeout) + " is longer than "
                    + Durations.format(LONGEST_USER_TIMEOUT) + ", the most that the kernel takes; lower it");
        }
        if (timeout.toNanosPart() % 1_000_000 != 0) {
            throw new PolicyException("user timeout " + Durations.format(timeout)
                    + " is finer than 1 ms, the kernel's unit for it; round it to whole milliseconds");
        }
    }

    private static void requireRoomForProbes(KeepAlive rule, Duration timeout) {
        if (timeout.compareTo(rule.bound()) < 0) {
            throw new PolicyException("user timeout " + Durations.format(timeout) + " is shorter than " + rule
                    + "; raise it to " + Durations.format(rule.bound()) + " or more, or lower the probes");
        }
    }
}
