package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The time that one event loop has spent listening.
 *
 * <p>Silence is measured in hearing time, not on the clock: a loop that was away (garbage collection, a paused machine, a
 * handler that blocked, starvation of CPU) has not listened, so nobody was silent to it. Each roll call advances hearing
 * time by what has passed since the call before, at most by a step beyond what was planned; the excess is a gap, and every
 * deadline of the loop is later by it without being touched.
 *
 * <p>It accumulates in long nanoseconds. Stamps and deadlines are ints in milliseconds, which wrap after 49 days and are
 * compared by subtraction. Each line is looked at well within the 24 days for which that is right.
 *
 * <p>The latest calls are remembered, so that a moment on the clock (an age that the kernel reports) can be told in
 * hearing time and back. Not thread-safe: it belongs to its loop.
 */
public final class HearingTime {
    /** How far beyond its plan a call may come and still count as listening, in nanoseconds. */
    public static final long STEP_NANOS = LivenessPolicy.LONGEST_STEP.toNanos();

    private static final int REMEMBERED = 1024;
    private static final long LONGEST_AGE = TimeUnit.DAYS.toMillis(12);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final int[] hearingMillis = new int[REMEMBERED];
    private final long[] realNanos = new long[REMEMBERED];
    private long calls;
    private long forgotten;
    private long hearing;
    private long real;
    private long credited;
    private long gap;
    private int longestAdvance;
    private int stamp;
    /** Those after which a peer may still need time: few, since each is at least as long as all that come after it. */
    private final List<Absence> absences = new ArrayList<>(2);

    /** Starts listening now. */
    public HearingTime(long nowNanos) {
        this(nowNanos, 0);
    }

    /** Starts listening now, at the given hearing time: tests begin just before the ints wrap. */
    HearingTime(long nowNanos, long hearingNanos) {
        real = nowNanos;
        hearing = hearingNanos;
        remember();
    }

    /**
     * A roll call at {@code nowNanos}, which was planned for {@code plannedNanos} after the one before.
     *
     * @return the gap: nanoseconds that were not listened to, 0 as a rule
     */
    long advance(long nowNanos, long plannedNanos) {
        long elapsed = Math.max(0, nowNanos - real);
        long heard = Math.min(elapsed, plannedNanos + STEP_NANOS);
        gap = elapsed - heard;
        credited += gap;
        hearing += heard;
        real += elapsed;
        longestAdvance = Math.max(longestAdvance, (int) (heard / NANOS_PER_MILLI) + 1);
        remember();
        if (gap >= STEP_NANOS) {
            absences.removeIf(before -> before.isOverAt() - real <= 0);
            absences.add(new Absence(real, elapsed, gap, stamp));
        }
        return gap;
    }

    /**
     * Listening begins again after a time in which there was no line to listen to: no gap. What was remembered is forgotten:
     * no line is as old as that, and it may lie further back than ints can tell.
     */
    void resume(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - real);
        hearing += elapsed;
        real += elapsed;
        gap = 0;
        forgotten = calls;
        remember();
    }

    private void remember() {
        stamp = (int) (hearing / NANOS_PER_MILLI);
        int slot = (int) (calls++ % REMEMBERED);
        hearingMillis[slot] = stamp;
        realNanos[slot] = real;
    }

    /** Hearing time of the latest call, in milliseconds. A byte heard now is stamped with this, and came no earlier. */
    int millis() {
        return stamp;
    }

    /** When the latest call was, on the clock. */
    long realNanos() {
        return real;
    }

    /** The gap that the latest call found, in nanoseconds. */
    public long gapNanos() {
        return gap;
    }

    /** The latest gaps, and what is known of them. */
    List<Absence> absences() {
        return absences;
    }

    /** A sample, which may tell that our machine was there while the loop was away. */
    void explain(Witness sample) {
        for (int i = 0; i < absences.size(); i++) {
            absences.get(i).hear(sample);
        }
    }

    /** Whether nothing tells yet that our machine was there in the latest gap. */
    boolean isUnexplained() {
        return !absences.isEmpty() && absences.get(absences.size() - 1).isUnexplained();
    }

    /** All gaps so far, in nanoseconds. */
    public long creditedNanos() {
        return credited;
    }

    /** The latest hearing time at which a byte with this stamp can have been heard: that of the call after. */
    int latest(int stampMillis) {
        long oldest = oldest();
        if (stampMillis - hearingMillis[slot(oldest)] < 0) {
            int next = hearingMillis[slot(oldest)] + 1;
            return next - (stampMillis + longestAdvance) < 0 ? next : stampMillis + longestAdvance;
        }
        long after = firstCallAfter(stampMillis, oldest);
        return (after == calls ? stamp : hearingMillis[slot(after)]) + 1;
    }

    /**
     * The latest hearing time that a moment on the clock can have been, or {@code otherwise} if it is longer ago than the
     * calls that are remembered. Within a call that found a gap nobody knows when the gap was: it is taken to be after the
     * moment.
     */
    int at(long momentNanos, int otherwise) {
        if (momentNanos - real >= 0) {
            return stamp + (int) ((momentNanos - real) / NANOS_PER_MILLI);
        }
        long low = oldest();
        if (momentNanos - realNanos[slot(low)] < 0) {
            int latest = hearingMillis[slot(low)] - agedMillis(realNanos[slot(low)] - momentNanos);
            return latest - otherwise < 0 ? latest : otherwise;
        }
        long high = calls - 1;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (momentNanos - realNanos[slot(middle)] < 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        int untilHere = hearingMillis[slot(low)] + ceilMillis(momentNanos - realNanos[slot(low)]);
        int atNext = hearingMillis[slot(high)];
        return untilHere - atNext < 0 ? untilHere : atNext;
    }

    /**
     * How much of the time since a moment nobody listened, in nanoseconds: a gap whose call the moment lies in is taken to be
     * after it. 0 if that is longer ago than the calls that are remembered.
     */
    long creditedSince(long momentNanos) {
        if (momentNanos - realNanos[slot(oldest())] < 0) {
            return 0;
        }
        long listened = (long) (stamp - at(momentNanos, stamp)) * NANOS_PER_MILLI;
        return Math.max(0, real - momentNanos - listened);
    }

    /** The least hearing time that so much of the clock's time is worth: all gaps ever may have been in it. */
    private int agedMillis(long nanos) {
        return (int) Math.min(LONGEST_AGE, Math.max(0, nanos - credited) / NANOS_PER_MILLI);
    }

    /** Whether the call at which this stamp was given is remembered. */
    boolean remembers(int stampMillis) {
        return stampMillis - hearingMillis[slot(oldest())] >= 0;
    }

    /** Nanoseconds on the clock since the given hearing time. Gaps older than the remembered calls are not known. */
    long realNanosSince(int hearingTimeMillis) {
        long oldest = oldest();
        if (hearingTimeMillis - hearingMillis[slot(oldest)] < 0) {
            return real
                    - realNanos[slot(oldest)]
                    + (long) (hearingMillis[slot(oldest)] - hearingTimeMillis) * NANOS_PER_MILLI;
        }
        long before = firstCallAfter(hearingTimeMillis, oldest) - 1;
        return real
                - realNanos[slot(before)]
                - (long) (hearingTimeMillis - hearingMillis[slot(before)]) * NANOS_PER_MILLI;
    }

    private long firstCallAfter(int millis, long from) {
        long low = from;
        long high = calls;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (hearingMillis[slot(middle)] - millis > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long oldest() {
        return Math.max(forgotten, calls - REMEMBERED);
    }

    private static int slot(long call) {
        return (int) (call % REMEMBERED);
    }

    private static int ceilMillis(long nanos) {
        return (int) ((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    /** The later of two times in hearing milliseconds, which wrap around. */
    static int later(int one, int other) {
        return one - other > 0 ? one : other;
    }

    /** The earlier of two times in hearing milliseconds. */
    static int earlier(int one, int other) {
        return one - other < 0 ? one : other;
    }
}
