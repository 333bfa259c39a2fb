package io.linekeeper.line;

import java.util.concurrent.TimeUnit;

/**
 * A time in which the loop was away, and whether our machine was away with it. A kernel that goes on while its
 * process stands still takes in what the peers send. A machine that is paused loses it, and the peers send it again ever less
 * often: they stay silent for about as long again (RFC 6298, section 5.5). Gaps of less than a step are no absence: they are
 * about as long as the pauses that a policy has to bear anyway. All times in nanoseconds on the clock.
 */
final class Absence {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** What our kernel took in just before the loop came back may have come after the machine did. */
    private static final long COMING_BACK = TimeUnit.MILLISECONDS.toNanos(50);
    /** The kernel's ages are coarse. */
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long MOST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(Inquiry.MOST_PATIENCE);

    private final long length;
    private final long from;
    private final long until;
    private final int endedAt;
    private boolean unexplained = true;

    /** A gap of at least a step has just ended, at this hearing time; the call before was {@code elapsed} ago. */
    Absence(long now, long elapsed, long gap, int hearingMillis) {
        length = elapsed;
        from = now - gap;
        until = now;
        endedAt = hearingMillis;
    }

    /** A sample, after it: what arrived while the loop was away says that the machine was not. */
    void hear(Witness sample) {
        if (unexplained && sample.kernel()) {
            boolean awake = isWithin(sample.atNanos() - sample.lastDataMillis() * NANOS_PER_MILLI)
                    || isWithin(sample.atNanos() - sample.lastAckMillis() * NANOS_PER_MILLI);
            unexplained = !awake;
        }
    }

    private boolean isWithin(long moment) {
        return moment - (from + GRAIN) > 0 && until - COMING_BACK - moment > 0;
    }

    /** Whether nothing is known that says that our machine was there. */
    boolean isUnexplained() {
        return unexplained;
    }

    /** Whether a silence that began at this hearing time has this absence in it. */
    boolean isIn(int silentSince) {
        return endedAt - silentSince > 0;
    }

    /** At the longest: since the call before. */
    long length() {
        return length;
    }

    /** When a peer that is there has had as much time to be heard again as the absence lasted. */
    long isOverAt() {
        return until + Math.min(length, MOST_PATIENCE);
    }
}
