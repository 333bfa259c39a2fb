package io.linekeeper.sim.invariant;

import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.sim.gateway.GatewayLine;
import java.time.Duration;

/** What really happened to one line, seen from its socket after each event. Times in nanoseconds on its loop's clock. */
final class LineFacts {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MOST_PATIENCE = Duration.ofMinutes(2).toNanos();
    private static final long MOST_DRIFT = 1_000;
    private static final double OUTAGE_INTERVALS = 1.6;
    private static final int QUESTION_BYTES = 16;
    private static final long LEAST_READ_PER_MILLI = 16;
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
    /** Until when an absence of our machine in this silence excuses, on the clock; or {@link #NONE}. */
    long excusedUntil = NONE;
    /**
     * Until when nobody may be HUNG: the least of that patience, where an outage is beyond doubt, since for longer than an
     * interval nothing was acknowledged and nothing but a question waited for that.
     */
    long patienceOwedUntil = NONE;
    /** When the peer's kernel last took more of what we sent; without a witness, when our own did. */
    long progressAt;
    /**
     * When after a question in its silence the peer's kernel last offered to take more of our stream than before, which it does
     * when its program reads.
     */
    private long openedAt;

    private long edge;
    /** Whether in this silence the peer's window was closed, or bytes of ours waited to be sent. */
    boolean blocked;

    /** When a program that reads 16 bytes a millisecond has read all that was queued for it, in hearing time. */
    private long readThroughAt = NONE;

    private long queued;
    private long handed;
    private long heardLast = NONE;
    private long heardBefore = NONE;
    private long acknowledged;
    private long outstandingSince = NONE;
    private long troubledSince = NONE;
    private long absenceSeen = NONE;
    private boolean questionAlone;

    LineFacts(GatewayLine line, Hearing hearing) {
        this.line = line;
        this.hearing = hearing;
        connectedAt = now();
        arrivedAt = connectedAt - line.socket().witness(true).lastDataMillis() * NANOS_PER_MILLI;
        progressAt = connectedAt;
        openedAt = connectedAt;
        listeningSince = line.listeningSince();
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

    /**
     * From when on silence counts at the latest, in hearing time: what waited is stamped when it is read, and without a witness
     * nobody knows when between two calls that was.
     */
    long heardAt() {
        long at = Math.max(arrivedAt, Math.max(line.readAt(), connectedAt));
        if (line.roll().hasWitness()) {
            return hearing.at(at);
        }
        if (at != heardLast) {
            heardLast = at;
            heardBefore = hearing.realNow() - at >= 0 ? hearing.at(at) : NONE;
        } else if (heardBefore == NONE && hearing.realNow() - at > 0) {
            heardBefore = hearing.now();
        }
        return heardBefore == NONE ? hearing.now() : heardBefore;
    }

    /**
     * Until when, in hearing time, the program of a peer that is asked, and silent since then, may be reading what its kernel
     * has acknowledged: up to the stall limit. What it was sent is counted at the next look only, after the idle time. It is
     * asked on meanwhile: one whose kernel acknowledges no more is found when the next question has had its interval. One
     * whose window opens after a question reads: the bound counts anew from the look that sees it, an interval later at most
     * (ADR 12).
     */
    long mayReadUntil(long since) {
        if (!(line.policy().heartbeat() instanceof Heartbeat.TwoWay twoWay)
                || !line.roll().hasWitness()) {
            return since;
        }
        return Math.max(mayComeToQuestionBy(since, twoWay.rule()), seenReadingUntil(since, twoWay.rule()));
    }

    private long mayComeToQuestionBy(long since, KeepAlive rule) {
        long progress = hearing.at(progressAt);
        long longest = since + line.policy().stallLimit().toNanos();
        if (line.socket().witness(true).hasBacklog()) {
            return Math.min(progress, longest) + 2 * rule.interval().toNanos();
        }
        return Math.min(progress + Math.max(0, readThroughAt + rule.idle().toNanos() - since), longest);
    }

    private long seenReadingUntil(long since, KeepAlive rule) {
        long opened = hearing.at(openedAt);
        return opened > since
                ? opened + rule.interval().toNanos() + rule.bound().toNanos()
                : since;
    }

    /** For how much hearing time the peer's kernel has acknowledged nothing. */
    long unacknowledgedFor() {
        return hearing.now() - hearing.at(now() - line.socket().witness(true).lastAckMillis() * NANOS_PER_MILLI);
    }

    void look() {
        if (!line.socket().isOpen() || isJudged()) {
            return;
        }
        Witness sample = line.socket().witness(true);
        long came = now() - sample.lastDataMillis() * NANOS_PER_MILLI;
        // The kernel counts whole milliseconds, and on a clock of its own.
        if (came - arrivedAt > 2 * NANOS_PER_MILLI + (now() - arrivedAt) / MOST_DRIFT) {
            arrivedAt = came;
            blocked = false;
            patientUntil = NONE;
            patienceOwedUntil = NONE;
            questionAlone = false;
            excusedUntil = NONE;
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
        readThroughAt = Math.max(readThroughAt, hearing.now())
                + (sample.queued() - queued) * NANOS_PER_MILLI / LEAST_READ_PER_MILLI;
        queued = sample.queued();
        followWindow(sample);
        long ackAt = now() - sample.lastAckMillis() * NANOS_PER_MILLI;
        followAbsence();
        if (line.policy().heartbeat() instanceof Heartbeat.OneWay) {
            followKernel(sample, ackAt);
        }
        if (sample.acknowledged() != acknowledged) {
            acknowledged = sample.acknowledged();
            progressAt = line.roll().hasWitness() ? now() : progressAt;
            if (outstandingSince != NONE) {
                resumed(ackAt, ackAt - outstandingSince);
                outstandingSince = ackAt;
                questionAlone = false;
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
            questionAlone = sample.queued() - sample.acknowledged() == QUESTION_BYTES;
        }
    }

    private void followWindow(Witness sample) {
        long offered = sample.acknowledged() + sample.windowBytes();
        if (offered > edge) {
            edge = offered;
            openedAt = line.askedAt() - arrivedAt > 0 ? now() : openedAt;
        }
    }

    /** After a gap in which our kernel received nothing a path may come back as slowly as after an outage. */
    private void followAbsence() {
        if (hearing.isAbsence() && hearing.realNow() != absenceSeen) {
            absenceSeen = hearing.realNow();
            long length = Math.min(hearing.realNow() - hearing.realBefore(), MOST_PATIENCE);
            excusedUntil = excusedUntil == NONE ? absenceSeen + length : Math.max(excusedUntil, absenceSeen + length);
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
            long questions = twoWay.rule().interval().toNanos() * twoWay.rule().probes();
            long patience = Math.max(questions, Math.min(without, MOST_PATIENCE));
            patientUntil = Math.max(patientUntil, hearing.at(at) + patience);
            boolean listened = !hearing.isAway(now()) && hearing.creditedSince(at - without) <= NANOS_PER_MILLI;
            boolean outage = listened
                    && without > OUTAGE_INTERVALS * twoWay.rule().interval().toNanos();
            if (questionAlone && outage) {
                patienceOwedUntil = Math.max(patienceOwedUntil, hearing.at(at) + questions);
            }
        }
    }
}
