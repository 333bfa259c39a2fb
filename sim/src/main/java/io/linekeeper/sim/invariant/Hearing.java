package io.linekeeper.sim.invariant;

import io.linekeeper.line.HearingTime;
import io.linekeeper.line.RollCall;
import io.linekeeper.sim.gateway.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Hearing time of one loop, by a plain account of its own: each gap, and when it was. Times in nanoseconds on the loop's
 * clock.
 */
public final class Hearing {
    private static final int SETTLING_CALLS = 4;

    /** From the call before to the one that found it. */
    private record Gap(long from, long heardFrom, long to, long heardTo) {}

    private final Deque<Gap> gaps = new ArrayDeque<>();
    private final Deque<Long> excesses = new ArrayDeque<>();
    private long real;
    private long before;
    private long heard;
    private long planned;
    private long credited;
    private long gap;
    private boolean absence;

    Hearing(long now) {
        real = now;
        before = now;
    }

    /** There was no line, and now there is one: listening begins again, without a gap. */
    void begin(long now) {
        heard += now - real;
        before = now;
        real = now;
        planned = 0;
        gap = 0;
    }

    /** A call begins. */
    void calling(boolean nobody, long now) {
        if (nobody) {
            begin(now);
            return;
        }
        long elapsed = now - real;
        long listened = Math.min(elapsed, planned + HearingTime.STEP_NANOS);
        gap = elapsed - listened;
        credited += gap;
        if (gap > 0) {
            gaps.addLast(new Gap(real, heard, now, heard + listened));
        }
        excesses.addLast(Math.max(0, listened - planned));
        if (excesses.size() > SETTLING_CALLS) {
            excesses.removeFirst();
        }
        heard += listened;
        before = real;
        real = now;
    }

    /** Whether a gap was found in which our kernel received nothing: our machine itself may have been away. */
    void absent(boolean nothingReceived) {
        absence = nothingReceived;
    }

    /** Whether the latest call found such a gap. */
    boolean isAbsence() {
        return absence;
    }

    /** It is over. */
    void called(Call call) {
        planned = call.planned() == RollCall.NO_LINES ? 0 : call.planned();
    }

    /** Hearing time at the latest call. */
    public long now() {
        return heard;
    }

    /** When the call before the latest was, on the clock. */
    long realBefore() {
        return before;
    }

    /** When the latest call was, on the clock. */
    long realNow() {
        return real;
    }

    /** The gap that the latest call found. */
    public long gap() {
        return gap;
    }

    /** All gaps so far. */
    public long credited() {
        return credited;
    }

    /** Whether the next call, if it came now, would find a gap. */
    boolean isAway(long now) {
        return now - real > planned + HearingTime.STEP_NANOS;
    }

    /** How late the latest few calls came, as far as that was listened to. */
    public long excess() {
        return excesses.stream().mapToLong(each -> each).sum();
    }

    /** The latest hearing time that a moment can have been: a gap is taken to be after what came in it. */
    public long at(long moment) {
        long at = heard - (real - moment);
        for (Iterator<Gap> latest = gaps.descendingIterator(); latest.hasNext(); ) {
            Gap each = latest.next();
            if (moment - each.to >= 0) {
                return at;
            }
            if (moment - each.from >= 0) {
                return Math.min(each.heardFrom + moment - each.from, each.heardTo);
            }
            at = each.heardFrom - (each.from - moment);
        }
        return at;
    }

    /** How much of the time since a moment nobody listened to. */
    public long creditedSince(long moment) {
        return Math.max(0, real - moment - (heard - at(moment)));
    }
}
