package io.linekeeper.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything by which lines are judged and ended.
 *
 * <p>Two rules hold in every policy. A user time-out is never the only detector, since it never fires on an idle line. And
 * the stall limit is below it, since the kernel also ends peers that merely read slowly when it fires; they are judged here
 * first, with a reason.
 *
 * @param kernel what the kernel watches
 * @param heartbeat what the application watches
 * @param stallLimit how long a peer may read slower than the least rate while bytes wait for it; at least one tick
 * @param drain how long a line that is being ended may still deliver its last bytes; zero to {@link #LONGEST_DRAIN}
 */
public record LivenessPolicy(KernelPolicy kernel, Heartbeat heartbeat, Duration stallLimit, Duration drain) {
    /** The longest bound: lines keep due times as 32-bit milliseconds, compared by subtraction, with half the range spare. */
    public static final Duration LONGEST_BOUND = Duration.ofDays(12);

    /** The longest drain. */
    public static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    /** The drain that is used when none is chosen. */
    public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(5);

    /**
     * How far beyond its plan a roll call may come and still count as listening all the time since the one before. What is
     * more is our own gap, and charged to nobody.
     */
    public static final Duration LONGEST_STEP = Duration.ofMillis(250);

    /** The shortest tick, and so the shortest time that can be told apart. */
    public static final Duration SHORTEST_TICK = Duration.ofMillis(20);

    /** The longest tick. */
    public static final Duration LONGEST_TICK = Duration.ofMillis(250);

    /** How often what waits for a peer is looked at in a stall limit, to see whether it moves. */
    public static final int LOOKS_A_STALL_LIMIT = 8;

    private static final int TICKS_A_BOUND = 200;
    private static final int TICKS_LATE = 4;

    /** @throws PolicyException if a value is out of its range or two contradict each other */
    public LivenessPolicy {
        requireStallLimit(stallLimit, kernel.userTimeout());
        requireDrain(drain);
        requireDetector(kernel, heartbeat);
        Stream.of(kernel.idleBound(), kernel.inFlightBound())
                .flatMap(Optional::stream)
                .forEach(LivenessPolicy::requireCountable);
    }

    /**
     * A policy under which every failure that it finds is found within {@code limit}, lateness included.
     *
     * <p>One second is kept for lateness. The rest, in whole seconds, is the bound of the kernel's keepalive, its user
     * time-out and the two-way heartbeat; the stall limit is four fifths of it. Two-way answers count once given, so a
     * client that never answers is judged by the kernel. 30 s gives keepalive 9 s, 2 s, 10 probes; user time-out 29 s;
     * two-way 11 s, 6 s, 3 probes; stall limit 23 s.
     *
     * @param limit 5 s or more (idle 1 s and three questions 1 s apart, as the kernel counts in whole seconds, and 1 s of
     *     lateness), {@link #LONGEST_BOUND} or less
     * @throws PolicyException if the limit is out of that range
     */
    public static LivenessPolicy within(Duration limit) {
        Within derived = new Within(limit);
        Duration budget = derived.budget();
        return new LivenessPolicy(
                KernelPolicy.keepAlive(derived.kernelRule()).withUserTimeout(budget),
                new Heartbeat.TwoWay(derived.heartbeatRule(), Heartbeat.Answers.ONCE_GIVEN),
                Within.stallLimitBelow(budget),
                DEFAULT_DRAIN);
    }

    /** The same with another heartbeat. */
    public LivenessPolicy withHeartbeat(Heartbeat other) {
        return new LivenessPolicy(kernel, other, stallLimit, drain);
    }

    /** The same with other settings of the kernel. */
    public LivenessPolicy withKernel(KernelPolicy other) {
        return new LivenessPolicy(other, heartbeat, stallLimit, drain);
    }

    /**
     * What is left where nothing can be asked and nobody beats: the kernel's part; without a keepalive not even that, since a
     * user time-out may not stand alone.
     */
    public LivenessPolicy withoutHeartbeat() {
        KernelPolicy left = kernel.keepAlive().isPresent() ? kernel : KernelPolicy.off();
        return new LivenessPolicy(left, new Heartbeat.Off(), stallLimit, drain);
    }

    /** The shortest time after which a detector of this policy may judge. */
    public Duration shortestBound() {
        return Stream.of(heartbeat.bound(), kernel.idleBound(), kernel.inFlightBound())
                .flatMap(Optional::stream)
                .reduce(stallLimit, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /** The time between two roll calls: a 200th of the shortest bound, from 20 ms to 250 ms. */
    public Duration tick() {
        Duration tick = shortestBound().dividedBy(TICKS_A_BOUND);
        if (tick.compareTo(SHORTEST_TICK) < 0) {
            return SHORTEST_TICK;
        }
        return tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick;
    }

    /**
     * How much later than its bound a verdict of ours may come on a loop that runs in time: four ticks. With the witness two
     * suffice. The kernel's own timers are not counted here: they were measured up to half a second late.
     */
    public Duration latenessAllowed() {
        return tick().multipliedBy(TICKS_LATE);
    }

    /**
     * How much later than the stall limit a stall may be found on a loop that runs in time: {@link #latenessAllowed}, and an
     * eighth of the limit, since the last byte may have moved right after a look.
     */
    public Duration stallLatenessAllowed() {
        return stallLimit.dividedBy(LOOKS_A_STALL_LIMIT).plus(latenessAllowed());
    }

    /**
     * How much later than a bound a verdict of ours may come on a loop whose every call comes {@code late} after its plan, as
     * when its handlers block all the time. Each such call is worth {@link #LONGEST_STEP} of listening at most, so time
     * stretches by {@code late / LONGEST_STEP}. The last call may itself be late, twice where the line's own read comes
     * between, and where nothing says that our machine was there all the time, the peer is given as long again as one call
     * was away: {@code (bound + 4 ticks) x max(1, late / 250 ms) - bound + 4 x late}. Detection slows down with the loop,
     * and never stops.
     *
     * @param bound a bound of this policy
     * @param late how long after its plan each call comes
     */
    public Duration latenessUnder(Duration bound, Duration late) {
        Duration listening = bound.plus(latenessAllowed());
        Duration stretched = late.compareTo(LONGEST_STEP) <= 0
                ? listening
                : Duration.ofNanos((long) (listening.toNanos() * ((double) late.toNanos() / LONGEST_STEP.toNanos())));
        return stretched.minus(bound).plus(late.multipliedBy(4));
    }

    private static void requireStallLimit(Duration stallLimit, Optional<Duration> userTimeout) {
        if (stallLimit.compareTo(SHORTEST_TICK) < 0) {
            throw new PolicyException("stall limit " + Durations.format(stallLimit)
                    + " is shorter than one tick; raise it to " + Durations.format(SHORTEST_TICK) + " or more");
        }
        if (stallLimit.compareTo(LONGEST_BOUND) > 0) {
            throw new PolicyException("stall limit " + Durations.format(stallLimit) + " is longer than "
                    + Durations.format(LONGEST_BOUND) + ", the longest bound; shorten it");
        }
        userTimeout.filter(timeout -> stallLimit.compareTo(timeout) >= 0).ifPresent(timeout -> {
            throw new PolicyException("stall limit " + Durations.format(stallLimit) + " is not below user timeout "
                    + Durations.format(timeout) + ", at which the kernel ends slow readers without a reason; lower the"
                    + " stall limit or raise the user timeout");
        });
    }

    private static void requireDrain(Duration drain) {
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new PolicyException("drain " + Durations.format(drain) + " is not between 0 s and "
                    + Durations.format(LONGEST_DRAIN) + "; choose a time in that range");
        }
    }

    private static void requireDetector(KernelPolicy kernel, Heartbeat heartbeat) {
        if (kernel.keepAlive().isEmpty() && heartbeat instanceof Heartbeat.Off) {
            kernel.userTimeout().ifPresent(timeout -> {
                throw new PolicyException("user timeout " + Durations.format(timeout)
                        + " would be the only detector, and it never fires on an idle line; add a kernel keepalive or a"
                        + " heartbeat, or switch the user timeout off");
            });
        }
    }

    private static void requireCountable(Duration kernelBound) {
        if (kernelBound.compareTo(LONGEST_BOUND) > 0) {
            throw new PolicyException("the kernel bound of " + Durations.format(kernelBound) + " is longer than "
                    + Durations.format(LONGEST_BOUND) + ", the longest bound; lower the user timeout");
        }
    }
}
