package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.net.Impairment;

/**
 * A line is UNREACHABLE only if the network or the peer's machine fails: a process that hangs on a sound path is HUNG, or SILENT
 * where nobody can tell, or STALLED. Where anything was dropped since the last acknowledgement came nothing is claimed: that it
 * was only a probe, and the next one is on its way, nobody at this end can know.
 */
public final class FateIsTrue extends Invariant {
    private static final long MILLI = 1_000_000;

    private final Facts facts;

    /** An invariant over these facts. */
    public FateIsTrue(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate() == Fate.UNREACHABLE && verdict.evidence().detail() == null) {
            Impairment impairment = line.socket().impairment();
            long acknowledgedAt = facts.now() - line.socket().witness(true).lastAckMillis() * MILLI;
            boolean sound = !impairment.isImpaired() && impairment.soundSinceNanos() - acknowledgedAt < 0;
            require(
                    !sound || line.socket().otherEnd() == null,
                    line,
                    "is UNREACHABLE, and nothing is wrong with its way: %s",
                    verdict);
        }
    }
}
