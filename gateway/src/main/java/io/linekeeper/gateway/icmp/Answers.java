package io.linekeeper.gateway.icmp;

import io.linekeeper.line.Reachability;
import java.time.Duration;

/** What the answers of one host come to. Its owner's thread; nanoseconds on the owner's clock. */
final class Answers {
    private final PingSettings settings;
    private long latest;
    private boolean answered;

    /** Asked from now on. */
    Answers(PingSettings settings, long nowNanos) {
        this.settings = settings;
        this.latest = nowNanos;
    }

    /** An answer came; one that took longer than the time-out is none. */
    void came(Duration time, long nowNanos) {
        if (time.compareTo(settings.timeout()) <= 0) {
            latest = nowNanos;
            answered = true;
        }
    }

    /** To be asked when all that came was told. */
    Reachability at(long nowNanos) {
        if (nowNanos - latest > settings.patience().toNanos()) {
            return Reachability.NO_ANSWER;
        }
        return answered ? Reachability.ANSWERS : Reachability.UNKNOWN;
    }
}
