package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;

/**
 * When acknowledgements resume after an outage, a path comes back slowly: nobody is HUNG before as long again as all questions
 * take. Where something else than a question was unacknowledged first, the rule may have begun to count later than this account
 * does, and nothing is claimed. Nor is it for an outage in which we paused ourselves, since its length
 * is measured in hearing time.
 */
public final class PatienceAfterOutage extends Invariant {
    private static final long MILLI = 1_000_000;

    private final Facts facts;

    /** An invariant over these facts. */
    public PatienceAfterOutage(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate() == Fate.HUNG && line.roll().hasWitness()) {
            LineFacts its = facts.of(line);
            long early = its.patienceOwedUntil - its.hearing.now() - Lateness.GRAIN_NANOS;
            require(
                    its.patienceOwedUntil == Long.MIN_VALUE || early <= 0,
                    line,
                    "is HUNG %,d ms before its patience after an outage ends",
                    early / MILLI);
        }
    }
}
