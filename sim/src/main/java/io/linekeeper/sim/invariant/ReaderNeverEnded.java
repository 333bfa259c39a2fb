package io.linekeeper.sim.invariant;

import io.linekeeper.line.Witness;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.net.SocketError;
import java.util.HashSet;
import java.util.Set;

/**
 * A peer that reads, however slowly, over a path that is sound, is not ended by our kernel either. (Of our own verdicts
 * {@link LivingNeverJudged} says so.) Its user time-out goes on counting while such a peer reads, so it has to be off from
 * the first sample on that shows bytes which wait while none are under way; of a line that no sample has seen so, nobody at
 * this end can know (ADR 17), and nothing is claimed.
 */
public final class ReaderNeverEnded extends Invariant {
    private static final int ANY_SPEED = 1;

    private final Facts facts;
    private final Set<GatewayLine> seenWaiting = new HashSet<>();

    /** An invariant over these facts. */
    public ReaderNeverEnded(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void sampled(GatewayLine line, Witness sample) {
        if (sample.kernel() && sample.unsentBytes() > 0 && sample.unackedSegments() == 0) {
            seenWaiting.add(line);
        }
    }

    @Override
    public void givenUp(GatewayLine line, SocketError error) {
        if (error == SocketError.TIMED_OUT && line.verdict() == null && seenWaiting.contains(line)) {
            long since = facts.answersSince(line, ANY_SPEED);
            require(
                    since == Long.MAX_VALUE || facts.now() - since < facts.roundTripNanos(),
                    line,
                    "was given up by our kernel, but its peer has read, over a path as long open as it was closed, for %,d ms",
                    (facts.now() - since) / 1_000_000);
        }
    }

    @Override
    public void closed(GatewayLine line) {
        seenWaiting.remove(line);
    }

    @Override
    public void crashed(Gateway gateway) {
        seenWaiting.removeIf(line -> line.gateway() == gateway);
    }
}
