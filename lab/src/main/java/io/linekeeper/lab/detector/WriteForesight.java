package io.linekeeper.lab.detector;

import static io.linekeeper.lab.detector.Allowance.found;

import io.linekeeper.lab.detector.Expectation.Later;
import io.linekeeper.lab.detector.Expectation.Never;
import io.linekeeper.lab.detector.Expectation.Spared;
import java.time.Duration;

/**
 * Believing that a line lives as long as a write succeeds: a write fills the send buffer, and fails when the kernel has given up.
 *
 * @param every how often it writes
 */
record WriteForesight(Duration every) implements Foresight {
    private static final Later RETRANSMITTED = new Later(
            Allowance.RETRANSMISSION_LIMIT,
            "each write fills the send buffer and succeeds; the kernel retransmits until tcp_retries2 is used up");
    private static final Never ACKNOWLEDGED = new Never("its kernel acknowledges what is written");
    private static final Spared SPARED = new Spared("no write fails");

    @Override
    public Expectation cut(Truth.Cut cut) {
        return RETRANSMITTED;
    }

    @Override
    public Expectation deaf() {
        return RETRANSMITTED;
    }

    /** The first write that is answered succeeds; the next one fails. Later on it waits for a retransmission, which backs off. */
    @Override
    public Expectation resetting(Truth.Resetting resetting) {
        return found(
                resetting.from(),
                resetting.from().multipliedBy(2).plus(every.multipliedBy(2)),
                "what was sent is answered by RST, and the write after that fails");
    }

    @Override
    public Expectation hung() {
        return ACKNOWLEDGED;
    }

    @Override
    public Expectation ended() {
        return found(
                Duration.ZERO,
                every.multipliedBy(2),
                "the first write after FIN succeeds and is answered by RST, the next one fails");
    }

    @Override
    public Expectation halfClosed() {
        return new Never("the peer still reads, and every write succeeds");
    }

    @Override
    public Expectation notReading() {
        return new Never("a write succeeds until the buffers are full, and then waits");
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
        return new Spared("retransmission outlasts the outage: no write fails");
    }

    @Override
    public Expectation returned() {
        return RETRANSMITTED;
    }

    @Override
    public Expectation unaccepted() {
        return new Never("the program was never told of it");
    }

    @Override
    public Expectation ownPause(Truth.OwnPause pause) {
        return SPARED;
    }
}
