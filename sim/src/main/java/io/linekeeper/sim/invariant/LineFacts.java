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
    /** Between these two calls, in hearing time: what lies between two is not told apart. */
    long listeningAfter;

    long listeningBefore;
    /** Until when patience lasts after an outage in this silence, in hearing time; or {@link #NONE}. */
    long patientUntil = NONE;
    /** When the peer's kernel last took more of what we sent. */
    long progressAt;
    /** Whether in this silence the peer's window was closed, or bytes of ours waited to be sent. */
    boolean blocked;

    private long handed;
    private long acknowledged;
    private long outstandingSince = NONE;
    private long troubledSince = NONE;

    LineFacts(GatewayLine line, Hearing hearing) {
        this.line = line;
        this.hearing = hearing;
        connectedAt = now();
        arrivedAt = connectedAt;
        progressAt = connectedAt;
        listeningSince = connectedAt;
        listeningAfter = hearing.now();
        listeningBefore = listeningAfter;
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

    /** When a byte was last heard: without a witness only what was read counts. */
    long heardAt() {
        return line.roll().hasWitness() ? arrivedAt : Math.max(arrivedAt, line.readAt());
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
        followReading();
        follow(sample);
        blocked |= sample.windowBytes() == 0 || sample.unsentBytes() > 0 || line.pendingBytes() > 0;
    }

    private void followReading() {
        if (line.listeningSince() != listeningSince) {
            listeningSince = line.listeningSince();
            listeningAfter = hearing.now();
            listeningBefore = Long.MAX_VALUE;
        }
        if (listeningBefore == Long.MAX_VALUE && hearing.realNow() - listeningSince >= 0) {
            listeningBefore = hearing.now();
        }
    }

    private void follow(Witness sample) {
        long ackAt = now() - sample.lastAckMillis() * NANOS_PER_MILLI;
        if (line.policy().heartbeat() instanceof Heartbeat.OneWay) {
            followKernel(sample, ackAt);
        }
        if (sample.acknowledged() != acknowledged) {
            acknowledged = sample.acknowledged();
            progressAt = now();
            if (outstandingSince != NONE) {
                resumed(ackAt, ackAt - outstandingSince);
                outstandingSince = ackAt;
            }
        }
        if (!line.roll().hasWitness() && line.handedBytes() != handed) {
            handed = line.handedBytes();
            progressAt = now();
        }
        if (!sample.hasBacklog()) {
            outstandingSince = NONE;
        } else if (outstandingSince == NONE) {
            outstandingSince = now();
        }
    }

    /** Where nothing is asked, the kernel's own questions tell of an outage. */
    private void followKernel(Witness sample, long ackAt) {
        boolean troubled = sample.probes() > 1 || sample.retransmits() > 0;
        if (troubled && troubledSince == NONE) {
            troubledSince = ackAt;
        } else if (!troubled && troubledSince != NONE) {
            long without = ackAt - troubledSince;
            patientUntil = Math.max(patientUntil, hearing.at(ackAt) + Math.min(without, MOST_PATIENCE));
            troubledSince = NONE;
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
