package io.linekeeper.sim.invariant;

import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.sim.gateway.GatewayLine;
import java.time.Duration;

/** What really happened to one line, seen from its socket after each event. Times in nanoseconds on its loop's clock. */
final class LineFacts {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MOST_PATIENCE = Duration.ofSeconds(120).toNanos();
    private static final long NONE = Long.MIN_VALUE;

    final GatewayLine line;
    final Hearing hearing;
    final long connectedAt;
    long welcomedAt = NONE;
    long judgedAt = NONE;
    /** When a byte last reached our kernel, read or not. */
    long arrivedAt;
    /** When the application last began to read again. */
    long listeningSince;
    /** Until when patience lasts after an outage in this silence, in hearing time; or {@link #NONE}. */
    long patientUntil = NONE;
    /** When the peer's kernel last took more of what we sent. */
    long progressAt;
    /** Whether in this silence the peer's window was closed, or bytes of ours waited to be sent. */
    boolean blocked;

    private boolean listened = true;
    private long acknowledged;
    private long outstandingSince = NONE;

    LineFacts(GatewayLine line, Hearing hearing) {
        this.line = line;
        this.hearing = hearing;
        connectedAt = now();
        arrivedAt = connectedAt;
        progressAt = connectedAt;
        listeningSince = connectedAt;
    }

    long now() {
        return line.roll().loop().now();
    }

    boolean isWelcomed() {
        return welcomedAt != NONE;
    }

    boolean isJudged() {
        return judgedAt != NONE;
    }

    void look() {
        if (!line.socket().isOpen() || isJudged()) {
            return;
        }
        Witness sample = line.socket().witness(true);
        long came = now() - sample.lastDataMillis() * NANOS_PER_MILLI;
        if (came - arrivedAt > 2 * NANOS_PER_MILLI) {
            arrivedAt = came;
            blocked = false;
            patientUntil = NONE;
        }
        if (line.isListening() && !listened) {
            listeningSince = now();
        }
        listened = line.isListening();
        follow(sample);
        blocked |= sample.windowBytes() == 0 || sample.unsentBytes() > 0 || line.pendingBytes() > 0;
    }

    private void follow(Witness sample) {
        long ackAt = now() - sample.lastAckMillis() * NANOS_PER_MILLI;
        if (sample.acknowledged() != acknowledged) {
            acknowledged = sample.acknowledged();
            progressAt = now();
            if (outstandingSince != NONE) {
                resumed(ackAt, ackAt - outstandingSince);
                outstandingSince = ackAt;
            }
        }
        if (!sample.hasBacklog()) {
            outstandingSince = NONE;
        } else if (outstandingSince == NONE) {
            outstandingSince = now();
        }
    }

    /** Acknowledgements have resumed after so long without any: the answer may need as long again (DESIGN 2.5 in short). */
    private void resumed(long at, long without) {
        if (line.policy().heartbeat() instanceof Heartbeat.TwoWay twoWay
                && without > twoWay.rule().interval().toNanos() / 2) {
            long questions =
                    twoWay.rule().interval().toNanos() * twoWay.rule().probes();
            long patience = Math.max(questions, Math.min(without, MOST_PATIENCE));
            patientUntil = Math.max(patientUntil, hearing.at(at) + patience);
        }
    }
}
