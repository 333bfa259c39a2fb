package io.linekeeper.sim.invariant;

import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;

/**
 * A peer that answers, and whose path has been open at least as long as it was closed before, is never judged dead. It counts
 * as answering once a question and its answer had the time to cross the network. What the kernel judged by itself, by its
 * keepalive or its user time-out, it may have judged long before we are told, and by rules that are not ours.
 */
public final class LivingNeverJudged extends Invariant {
    private final Facts facts;

    /** An invariant over these facts. */
    public LivingNeverJudged(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate().isFound() && verdict.evidence().detail() == null) {
            long since = facts.answersSince(line);
            require(
                    since == Long.MAX_VALUE || facts.now() - since < facts.roundTripNanos(),
                    line,
                    "is %s, but its peer has answered, over a path as long open as it was closed, for %,d ms: %s",
                    verdict.fate(),
                    (facts.now() - since) / 1_000_000,
                    verdict);
        }
    }
}
