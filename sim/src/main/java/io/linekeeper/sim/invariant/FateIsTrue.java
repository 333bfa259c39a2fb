package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;

/**
 * A line is UNREACHABLE only if the network or the peer's machine fails: a process that hangs on a sound path is HUNG, or SILENT
 * where nobody can tell, or STALLED.
 */
public final class FateIsTrue extends Invariant {

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate() == Fate.UNREACHABLE && verdict.evidence().detail() == null) {
            require(
                    line.socket().impairment().isImpaired() || line.socket().otherEnd() == null,
                    line,
                    "is UNREACHABLE, and nothing is wrong with its way: %s",
                    verdict);
        }
    }
}
