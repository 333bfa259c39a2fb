package io.linekeeper.sim.invariant;

import io.linekeeper.line.HearingTime;
import io.linekeeper.policy.LivenessPolicy;

/**
 * How late a verdict may come. The one place where it is stated.
 *
 * <p>In hearing time: the bound, the policy's {@link LivenessPolicy#latenessAllowed} (four ticks), and by how much the last
 * calls came late, as far as that was listened to.
 *
 * <p>On the real clock, besides, all gaps of the loop in that silence. On a loop that is late by L all the time a call
 * advances hearing time by at most 250 ms beyond its plan, so that a verdict is late by at most
 * {@code (bound + 4 ticks) x max(1, L / 250 ms) - bound + 4 L}, as {@link LivenessPolicy} has it.
 *
 * <p>After an outage of g in that silence: no HUNG before acknowledgements have been back for
 * {@code max(interval x probes, min(g, 120 s))}, and that is allowed, too. So is {@code min(gap, 120 s)} after a gap in which
 * our kernel received nothing, since then the machine itself may have been away, and a line that is excused for that is looked
 * at four times a second.
 */
final class Lateness {
    /** Whole milliseconds, and the kernel's ticks of up to 10 ms in its ages. */
    static final long GRAIN_NANOS = 15_000_000;

    static final long EXCUSED_LOOKS_NANOS = 250_000_000;

    private Lateness() {}

    /** How much more hearing time than its bound a death may take to be found. */
    static long inHearingTime(LivenessPolicy policy, Hearing hearing) {
        return policy.latenessAllowed().toNanos() + hearing.excess() + GRAIN_NANOS;
    }

    /** The same for a time limit that runs from the next call on, and at its end waits for so many calls more. */
    static long ofDeadline(LivenessPolicy policy, int calls, long lateNanos) {
        long call = Math.max(HearingTime.STEP_NANOS, lateNanos);
        return policy.latenessAllowed().toNanos() + (1 + calls) * call + GRAIN_NANOS;
    }

    /** How much later than its bound, on the real clock, where a loop is late by so much all the time. */
    static long ofLateLoop(LivenessPolicy policy, long boundNanos, long lateNanos) {
        long ticks = policy.latenessAllowed().toNanos();
        double slower = Math.max(1, (double) lateNanos / HearingTime.STEP_NANOS);
        return (long) ((boundNanos + ticks) * slower) - boundNanos + 4 * lateNanos;
    }
}
