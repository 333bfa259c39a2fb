package io.linekeeper.sim.invariant;

import io.linekeeper.sim.gateway.GatewayLine;

/** A judged line is closed when its drain has passed in hearing time, at the latest. */
public final class DrainEnds extends Invariant {
    private static final long MILLI = 1_000_000;
    private static final int CALLS = 1;

    private final Facts facts;

    /** An invariant over these facts. */
    public DrainEnds(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void concerned(GatewayLine line) {
        if (facts.knows(line) && line.isWatched() && facts.of(line).isJudged()) {
            LineFacts its = facts.of(line);
            long drained = its.hearing.now() - its.hearing.at(its.judgedAt);
            long late = drained
                    - line.policy().drain().toNanos()
                    - Lateness.ofDeadline(
                            line.policy(), CALLS, line.roll().loop().lateNanos());
            require(
                    late <= 0,
                    line,
                    "is %s and not closed, %,d ms after the end of its drain",
                    line.verdict() == null ? null : line.verdict().fate(),
                    late / MILLI);
        }
    }
}
