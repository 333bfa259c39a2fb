package io.linekeeper.lab.detector;

import static io.linekeeper.lab.detector.Allowance.BEAT;
import static io.linekeeper.lab.detector.Allowance.found;
import static io.linekeeper.lab.detector.Allowance.killed;

import io.linekeeper.lab.detector.Expectation.Chance;
import io.linekeeper.lab.detector.Expectation.Never;
import io.linekeeper.lab.detector.Expectation.Spared;
import java.time.Duration;

/**
 * A timer over what was read last, of devices that beat; it knows nothing of its own pauses.
 *
 * @param timeout so long a silence is a death
 * @param look how much later it may look
 * @param ownThread the timer runs beside the thread that reads, and so while that one is blocked
 */
record SilenceForesight(Duration timeout, Duration look, boolean ownThread) implements Foresight {
    /** For how long what a kernel still sends comes in, when nothing of ours reaches it: until its first retransmission or two. */
    private static final Duration LAST_BEATS = Duration.ofMillis(1_500);

    private Expectation.Found silent(Duration more, String why) {
        return found(timeout.minus(BEAT), timeout.plus(look).plus(more), why);
    }

    private Expectation.Found silent() {
        return silent(Duration.ZERO, "no beat for the time-out");
    }

    @Override
    public Expectation cut(Truth.Cut cut) {
        return silent();
    }

    @Override
    public Expectation deaf() {
        return silent(LAST_BEATS, "without acknowledgements its kernel soon sends nothing new");
    }

    @Override
    public Expectation resetting(Truth.Resetting resetting) {
        return silent();
    }

    @Override
    public Expectation hung() {
        return silent();
    }

    @Override
    public Expectation ended() {
        return found(Duration.ZERO, Duration.ZERO, "FIN or RST of the peer's kernel ends the read");
    }

    @Override
    public Expectation halfClosed() {
        return found(Duration.ZERO, Duration.ZERO, "FIN ends the read");
    }

    @Override
    public Expectation notReading() {
        return new Never("it still beats, and nobody looks at what waits to be sent");
    }

    @Override
    public Expectation slowReading() {
        return new Spared("it beats");
    }

    @Override
    public Expectation lossy(Truth.Lossy lossy) {
        return Luck.ofBeats(lossy, BEAT, timeout)
                .expectation(Luck.transmissions(timeout) + " transmissions of a beat must be lost");
    }

    @Override
    public Expectation outage(Truth.Outage outage) {
        return outage.alive() ? new Spared("retransmission brings the beats before the time-out") : silent();
    }

    @Override
    public Expectation returned() {
        return silent();
    }

    @Override
    public Expectation unaccepted() {
        return new Never("the program was never told of it");
    }

    @Override
    public Expectation ownPause(Truth.OwnPause pause) {
        return ownThread && !pause.process()
                ? killed(timeout.minus(BEAT), timeout.plus(look), "its timer runs while nobody reads")
                : new Chance(
                        1,
                        "when it goes on it is luck whether timer or read runs first: 0 to 100 % of live lines were ended");
    }
}
