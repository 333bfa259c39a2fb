package io.linekeeper.sim.invariant;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.GatewayLine;

/** A line without a WELCOME is OVERDUE when the handshake's time has passed in hearing time, and not before. */
public final class HandshakeEnds extends Invariant {
    private static final long MILLI = 1_000_000;
    /** The one that finds it missed, and its last chance a tick later. */
    private static final int CALLS = 2;

    private final Facts facts;

    /** An invariant over these facts. */
    public HandshakeEnds(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void concerned(GatewayLine line) {
        if (facts.knows(line)
                && line.isWatched()
                && line.verdict() == null
                && !facts.of(line).isWelcomed()) {
            LineFacts its = facts.of(line);
            long late = waited(its)
                    - line.gateway().handshake().toNanos()
                    - Lateness.ofDeadline(
                            line.policy(), CALLS, line.roll().loop().lateNanos());
            require(late <= 0, line, "has no WELCOME and is not judged, %,d ms after the latest moment", late / MILLI);
        }
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        if (verdict.fate() == Fate.OVERDUE) {
            long early = line.gateway().handshake().toNanos() - waited(facts.of(line)) - MILLI;
            require(early <= 0, line, "is OVERDUE %,d ms early", early / MILLI);
            require(!facts.of(line).isWelcomed(), line, "is OVERDUE after its WELCOME");
        }
    }

    private static long waited(LineFacts its) {
        return its.hearing.now() - its.hearing.at(its.connectedAt);
    }
}
