package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.gateway.LoopRoll;
import java.util.HashMap;
import java.util.Map;

/**
 * On a loop that is late by L all the time, lateness grows by the formula of {@link Lateness} and no more. Holds for loops
 * that were late by the same L during the whole silence and not away besides.
 */
public final class LateLoopBounded extends Invariant {
    private static final long MILLI = 1_000_000;
    /** A pass that has begun takes as long as it was to take. */
    private static final long SETTLES_NANOS = 2_000 * MILLI;

    private final Facts facts;
    private final Map<LoopRoll, Long> unsteadyAt = new HashMap<>();

    /** An invariant over these facts. */
    public LateLoopBounded(Facts facts) {
        this.facts = facts;
    }

    /** Something else happened to this loop now: it was away, or its lateness changed. */
    public void unsteady(LoopRoll roll) {
        unsteadyAt.put(roll, roll.loop().now());
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate() != Fate.SILENT && verdict.fate() != Fate.HUNG && verdict.fate() != Fate.UNREACHABLE) {
            return;
        }
        LineFacts its = facts.of(line);
        Long unsteady = unsteadyAt.get(line.roll());
        boolean steady = unsteady == null || its.arrivedAt - unsteady > SETTLES_NANOS;
        long heardAt = its.heardAt();
        boolean simple = !its.blocked
                && (verdict.fate() != Fate.HUNG || its.mayReadUntil(heardAt) - heardAt <= verdict.boundNanos())
                && its.patientUntil == Long.MIN_VALUE
                && its.excusedUntil == Long.MIN_VALUE
                && its.listeningSince < its.arrivedAt;
        if (verdict.evidence().detail() != null || !steady || !simple || verdict.boundNanos() < 0) {
            return;
        }
        long late = its.now() - Math.max(Math.max(its.arrivedAt, line.readAt()), its.welcomedAt) - verdict.boundNanos();
        long allowed = Lateness.ofLateLoop(
                        line.policy(), verdict.boundNanos(), line.roll().loop().lateNanos())
                + Lateness.GRAIN_NANOS;
        require(
                late <= allowed,
                line,
                "was judged %,d ms late on a loop that is late by %,d ms, and %,d ms are allowed",
                late / MILLI,
                line.roll().loop().lateNanos() / MILLI,
                allowed / MILLI);
    }
}
