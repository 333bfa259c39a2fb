package io.linekeeper.line;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The one judgement that ends a line. A value; the same in log, event, metric and callback.
 *
 * @param fate the kind of end
 * @param silenceNanos time on the clock since the last byte from the peer
 * @param boundNanos the bound under which the line was watched for this failure, or -1 if the policy gives none
 * @param latenessNanos how long after its bound a death was found, on the real clock; 0 for ends that announced themselves.
 *     It counts from the last byte of the peer, in the stall rule from when a byte of ours was last acknowledged. The kernel's
 *     keepalive counts from the last sign of the peer's kernel: on a quiet line its deaths look later than they were found.
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
     */
    record Times(long now, long silence, long bound, long credited, long stalled) {}

    static Verdict of(Fate fate, Times times, Evidence evidence) {
        Witness sample = evidence.witness();
        long silence =
                sample == null || !sample.kernel() ? times.silence : since(times.now, sample, sample.lastDataMillis());
        long counted = times.stalled >= 0 ? times.stalled : silence;
        long lateness = fate.isFound() && times.bound >= 0 ? counted - times.bound : 0;
        return new Verdict(fate, silence, times.bound, lateness, times.credited, evidence);
    }

    /**
     * Fate and reason in one sentence, as in {@code HUNG: heard nothing for 5.0 s (bound 5 s); 3 questions unanswered, each
     * acknowledged by its kernel}. Printable ASCII, whatever the peer sent.
     */
    @Override
    public String toString() {
        return Sentence.of(this);
    }

    /**
     * The same with moments as the time of day: {@code its kernel acknowledged nothing since 10:00:00.1} in place of {@code
     * for 31.0 s}.
     *
     * @param at when the verdict fell, on the wall clock
     */
    public String sentence(Instant at, ZoneId zone) {
        return Sentence.of(this, at, zone);
    }

    private static long since(long now, Witness sample, long ageMillis) {
        return Math.max(0, now - sample.atNanos()) + ageMillis * NANOS_PER_MILLI;
    }
}
