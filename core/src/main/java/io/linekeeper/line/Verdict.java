package io.linekeeper.line;

/**
 * The one judgement that ends a line. A value; the same in log, event, metric and callback.
 *
 * @param fate the kind of end
 * @param silenceNanos time on the clock since the last byte from the peer
 * @param boundNanos the bound under which the line was watched for this failure, or -1 if the policy gives none
 * @param creditedNanos how much of the silence nobody listened to, and was not charged
 * @param evidence what it rests on
 */
public record Verdict(Fate fate, long silenceNanos, long boundNanos, long creditedNanos, Evidence evidence) {

    /** How long after its bound a death was found, on the real clock; 0 for ends that announced themselves. */
    public long latenessNanos() {
        return fate.isFound() && boundNanos >= 0 ? silenceNanos - boundNanos : 0;
    }
}
