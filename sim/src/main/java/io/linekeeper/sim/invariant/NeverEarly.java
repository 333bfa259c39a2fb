package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.sim.gateway.GatewayLine;
import java.time.Duration;

/**
 * No line is judged before its bound has passed in hearing time, counted from when the last byte reached our kernel, or from
 * when we began to listen again, and none while nobody listens to it; and none is STALLED before the stall limit has passed
 * without progress. Where looks keep the user time-out, a line is cut off when nothing has been acknowledged for as long, as
 * its kernel would have told, whoever listened (ADR 17). What the kernel itself judged is the kernel's affair.
 */
public final class NeverEarly extends Invariant {
    private static final long MILLI = 1_000_000;

    private final Facts facts;

    /** An invariant over these facts. */
    public NeverEarly(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        LineFacts its = facts.of(line);
        if (!verdict.fate().isFound() || verdict.evidence().detail() != null) {
            return;
        }
        require(
                line.isListening() || verdict.fate() == Fate.STALLED,
                line,
                "is %s while nobody listens to it",
                verdict.fate());
        if (isCutOff(line, verdict, its)) {
            return;
        }
        boolean stalled = verdict.fate() == Fate.STALLED;
        require(
                stalled || !(line.policy().heartbeat() instanceof Heartbeat.Off),
                line,
                "is %s without a heartbeat",
                verdict.fate());
        Duration bound = stalled
                ? line.policy().stallLimit()
                : line.policy().heartbeat().bound().orElse(Duration.ZERO);
        long from =
                stalled ? its.hearing.at(its.progressAt) : Math.max(its.hearing.at(its.arrivedAt), its.listeningAfter);
        long silent = its.hearing.now() - from;
        require(
                silent >= bound.toNanos() - MILLI,
                line,
                "is %s after %,d ms of hearing time, %,d ms before its bound: %s",
                verdict.fate(),
                silent / MILLI,
                (bound.toNanos() - silent) / MILLI,
                verdict);
    }

    /** Whether nothing has been acknowledged for the user time-out, which looks keep for its kernel. */
    private static boolean isCutOff(GatewayLine line, Verdict verdict, LineFacts its) {
        Duration userTimeout = line.policy().kernel().userTimeout().orElse(Duration.ZERO);
        return verdict.fate() == Fate.UNREACHABLE
                && line.keepsUserTimeout()
                && its.unacknowledgedFor() >= userTimeout.toNanos() - MILLI;
    }
}
