package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/**
 * The one judgement that ends a line. A value; the same in log, event, metric and callback.
 *
 * @param fate the kind of end
 * @param silenceNanos time on the clock since the last byte from the peer
 * @param boundNanos the bound under which the line was watched for this failure, or -1 if the policy gives none
 * @param latenessNanos how long after its bound a death was found, on the real clock; 0 for ends that announced themselves.
 *     Our own rules count from the last byte, the stall rule from when a byte was last acknowledged. The kernel counts from the last sign of the peer's kernel, if that was sampled.
 * @param creditedNanos how much of the silence nobody listened to, and was not charged
 * @param evidence what it rests on
 */
public record Verdict(
        Fate fate, long silenceNanos, long boundNanos, long latenessNanos, long creditedNanos, Evidence evidence) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * When a line is judged, and for how long nothing was heard; in nanoseconds on the clock.
     *
     * @param stalled for how long a backlog has not moved, or -1 where that is not why
     * @param byKernel whether the kernel's own timers found it, or ours
     */
    record Times(long now, long silence, long bound, long credited, long stalled, boolean byKernel) {}

    static Verdict of(Fate fate, Times times, Evidence evidence) {
        Witness sample = evidence.witness();
        long silence =
                sample == null || !sample.kernel() ? times.silence : since(times.now, sample, sample.lastDataMillis());
        long counted = times.byKernel ? sinceLastSign(times.now, silence, sample) : silence;
        if (times.stalled >= 0) {
            counted = times.stalled;
        }
        long lateness = fate.isFound() && times.bound >= 0 ? counted - times.bound : 0;
        return new Verdict(fate, silence, times.bound, lateness, times.credited, evidence);
    }

    private static long sinceLastSign(long now, long silence, @Nullable Witness sample) {
        return sample == null || !sample.kernel()
                ? silence
                : Math.min(silence, since(now, sample, sample.lastAckMillis()));
    }

    private static long since(long now, Witness sample, long ageMillis) {
        return Math.max(0, now - sample.atNanos()) + ageMillis * NANOS_PER_MILLI;
    }
}
