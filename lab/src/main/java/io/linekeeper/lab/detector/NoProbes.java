package io.linekeeper.lab.detector;

import static io.linekeeper.lab.detector.Allowance.found;

import io.linekeeper.lab.detector.Expectation.Never;
import io.linekeeper.lab.detector.Expectation.Spared;
import java.time.Duration;

/**
 * A program that sends nothing and asks nobody: it learns of FIN and RST when it reads, and of nothing else.
 *
 * @param look how long after an end it looks, at the latest
 */
record NoProbes(Duration look) implements Foresight {
    private static final Never NEVER = new Never("nothing is sent, so nothing can go unanswered: ESTABLISHED for ever");
    private static final Spared SPARED = new Spared("it ends nothing by itself");

    @Override
    public Expectation cut(Truth.Cut cut) {
        return cut.inFlight()
                ? new Expectation.Later(
                        Allowance.RETRANSMISSION_LIMIT,
                        "what was sent is retransmitted until the kernel gives up (tcp_retries2)")
                : NEVER;
    }

    @Override
    public Expectation deaf() {
        return NEVER;
    }

    @Override
    public Expectation resetting(Truth.Resetting resetting) {
        return new Never("the RST is the answer to a segment, and none is sent");
    }

    @Override
    public Expectation hung() {
        return NEVER;
    }

    @Override
    public Expectation ended() {
        return found(Duration.ZERO, look, "FIN or RST of the peer's kernel ends the read");
    }

    @Override
    public Expectation halfClosed() {
        return found(Duration.ZERO, look, "FIN ends the read");
    }

    @Override
    public Expectation notReading() {
        return new Never("the peer's kernel acknowledges each window probe");
    }

    @Override
    public Expectation slowReading() {
        return SPARED;
    }

    @Override
    public Expectation lossy(Truth.Lossy lossy) {
        return SPARED;
    }

    @Override
    public Expectation outage(Truth.Outage outage) {
        return SPARED;
    }

    @Override
    public Expectation returned() {
        return new Never("the old line stays ESTABLISHED beside the new one");
    }

    @Override
    public Expectation unaccepted() {
        return NEVER;
    }

    @Override
    public Expectation ownPause(Truth.OwnPause pause) {
        return SPARED;
    }
}
