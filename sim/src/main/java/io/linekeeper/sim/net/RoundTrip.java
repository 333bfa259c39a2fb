package io.linekeeper.sim.net;

/** The round-trip time and the retransmission time-out that follows from it, in nanoseconds (RFC 6298, as Linux does it). */
final class RoundTrip {
    private final long leastVariance;
    private final long unknownRto;
    private boolean known;
    private long smoothed;
    private long variance;
    private boolean timing;
    private long timedEnd;
    private long timedAt;

    RoundTrip(NetworkOptions options) {
        leastVariance = options.firstRtoNanos();
        unknownRto = options.handshakeRtoNanos();
    }

    /** Times what ends at this offset, unless another is being timed. */
    void time(long end, long now) {
        if (!timing) {
            timing = true;
            timedEnd = end;
            timedAt = now;
        }
    }

    /** What is being timed was sent again, so its acknowledgement would tell nothing (Karn). */
    void forget() {
        timing = false;
    }

    void acknowledged(long ack, long now) {
        if (timing && ack >= timedEnd) {
            timing = false;
            sample(now - timedAt);
        }
    }

    void sample(long nanos) {
        if (known) {
            variance += (Math.abs(smoothed - nanos) - variance) / 4;
            smoothed += (nanos - smoothed) / 8;
        } else {
            known = true;
            variance = nanos / 2;
            smoothed = nanos;
        }
    }

    long smoothedNanos() {
        return smoothed;
    }

    /** The time-out without back-off. */
    long rtoNanos() {
        return known ? smoothed + Math.max(4 * variance, leastVariance) : unknownRto;
    }
}
