package io.linekeeper.sim.invariant;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.sim.gateway.GatewayLine;
import java.time.Duration;

/**
 * A line from which nothing comes is judged within its bound plus {@link Lateness}. Where the peer's window was closed in
 * that silence, or bytes waited to be sent, the stall limit and its eighth count from the last progress as well, and what waits
 * may be noticed only by the next look, where it is too little to make the channel unwritable. A program that is asked is given
 * time to read what was sent to it before, up to the stall limit, and another bound whenever it is seen to read (ADR 12). A
 * line that the application does not read from is not judged by its silence.
 */
public final class DeadFoundInTime extends Invariant {
    private static final long MILLI = 1_000_000;

    private final Facts facts;

    /** An invariant over these facts. */
    public DeadFoundInTime(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void concerned(GatewayLine line) {
        if (!facts.knows(line) || line.verdict() != null || !line.isWatched() || !line.isListening()) {
            return;
        }
        LineFacts its = facts.of(line);
        LivenessPolicy policy = line.policy();
        if (!its.isWelcomed() || policy.heartbeat() instanceof Heartbeat.Off) {
            return;
        }
        Hearing hearing = its.hearing;
        if (its.listeningBefore == Long.MAX_VALUE) {
            return;
        }
        long since = Math.max(its.heardAt(), Math.max(its.listeningBefore, hearing.at(its.welcomedAt)));
        long bound = policy.heartbeat().bound().orElse(Duration.ZERO).toNanos();
        long due = Math.max(since + bound, its.mayReadUntil(since));
        if (its.patientUntil != Long.MIN_VALUE) {
            due = Math.max(due, its.patientUntil);
        }
        if (its.excusedUntil != Long.MIN_VALUE) {
            due = Math.max(due, hearing.at(its.excusedUntil) + Lateness.EXCUSED_LOOKS_NANOS);
        }
        if (its.blocked) {
            long limit = policy.stallLimit().toNanos();
            long looks = policy.stallLatenessAllowed().toNanos() + nextLook(policy);
            due = Math.max(due, hearing.at(its.progressAt) + limit + looks);
        }
        long late = hearing.now() - due - Lateness.inHearingTime(policy, hearing);
        require(
                late <= 0,
                line,
                "was silent for %,d ms of hearing time and is not judged, %,d ms after the latest moment; bound %,d ms, patience"
                        + " %,d ms, no progress for %,d ms, blocked: %s, calls late by %,d ms",
                (hearing.now() - since) / MILLI,
                late / MILLI,
                policy.heartbeat().bound().orElse(Duration.ZERO).toMillis(),
                its.patientUntil == Long.MIN_VALUE ? 0 : (its.patientUntil - since) / MILLI,
                (hearing.now() - hearing.at(its.progressAt)) / MILLI,
                its.blocked,
                hearing.excess() / MILLI);
    }

    private static long nextLook(LivenessPolicy policy) {
        if (policy.heartbeat() instanceof Heartbeat.TwoWay twoWay) {
            return twoWay.rule().interval().toNanos();
        }
        return policy.heartbeat().bound().orElse(Duration.ZERO).toNanos() / 2;
    }
}
