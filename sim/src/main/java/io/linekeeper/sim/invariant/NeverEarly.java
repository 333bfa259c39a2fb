package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.sim.gateway.GatewayLine;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * No line is judged before its bound has passed in hearing time, counted from when the last byte reached our kernel, or from
 * when we began to listen again, and none while nobody listens to it; and none is STALLED before the stall limit has passed without progress. What the kernel
 * itself judged is the kernel's affair.
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
        boolean stalled = verdict.fate() == Fate.STALLED;
        boolean cutOff = verdict.fate() == Fate.UNREACHABLE && line.keepsUserTimeout();
        Duration bound = stalled ? line.policy().stallLimit() : bound(line.policy(), cutOff);
        require(
                stalled || cutOff || !(line.policy().heartbeat() instanceof Heartbeat.Off),
                line,
                "is %s without a heartbeat",
                verdict.fate());
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

    /** Of a line that keeps its kernel's user time-out the shorter of both. */
    private static Duration bound(LivenessPolicy policy, boolean cutOff) {
        Optional<Duration> userTimeout = policy.kernel().userTimeout().filter(timeout -> cutOff);
        return Stream.concat(policy.heartbeat().bound().stream(), userTimeout.stream())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
