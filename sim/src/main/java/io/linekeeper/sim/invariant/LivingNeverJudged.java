package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;

/**
 * A peer that answers, and whose path has been open at least as long as it was closed before, is never judged dead. It counts
 * as answering once a question and its answer had the time to cross the network. What the kernel judged by itself, by its
 * keepalive or its user time-out, it may have judged long before we are told, and by rules that are not ours.
 *
 * <p>One that reads so slowly that it comes to a question only after the bound may be HUNG: where nothing shows that it reads,
 * up to 64 KiB are taken to be read within the bound, and more at 16 kB a second (ADR 12).
 */
public final class LivingNeverJudged extends Invariant {
    private static final int ANY_SPEED = 1;
    private static final int SPEED_TAKEN = 16_000;
    private static final double READ_WITHIN_BOUND = 65_536;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Facts facts;

    /** An invariant over these facts. */
    public LivingNeverJudged(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate().isFound() && verdict.evidence().detail() == null) {
            long since = facts.answersSince(line, verdict.fate() == Fate.HUNG ? speedTaken(verdict) : ANY_SPEED);
            require(
                    since == Long.MAX_VALUE || facts.now() - since < facts.roundTripNanos(),
                    line,
                    "is %s, but its peer has answered, over a path as long open as it was closed, for %,d ms: %s",
                    verdict.fate(),
                    (facts.now() - since) / 1_000_000,
                    verdict);
        }
    }

    private static int speedTaken(Verdict verdict) {
        return (int) Math.min(SPEED_TAKEN, READ_WITHIN_BOUND * NANOS_PER_SECOND / verdict.boundNanos());
    }
}
