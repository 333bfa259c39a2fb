package io.linekeeper.lab.detector;

import static io.linekeeper.lab.detector.Allowance.FILLING;
import static io.linekeeper.lab.detector.Allowance.KERNEL_TIMERS;
import static io.linekeeper.lab.detector.Allowance.found;
import static io.linekeeper.lab.detector.Allowance.killed;
import static io.linekeeper.lab.detector.Allowance.max;
import static io.linekeeper.lab.detector.Allowance.min;

import io.linekeeper.lab.detector.Expectation.Later;
import io.linekeeper.lab.detector.Expectation.Never;
import io.linekeeper.lab.detector.Expectation.Spared;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * The kernel's keepalive, with or without a user time-out, on a line on which the program sends nothing by itself.
 *
 * @param rule idle, interval, probes
 * @param userTimeout any, also one that {@link KernelPolicy} refuses
 */
record KernelForesight(KeepAlive rule, Optional<Duration> userTimeout) implements Foresight {
    /** How long the kernel may be later than its user time-out: it looks when it probes or retransmits. */
    private static final Duration LOOKS = Duration.ofMillis(1_500);

    Duration bound() {
        return KernelPolicy.idleBound(rule, userTimeout);
    }

    @Override
    public Expectation cut(Truth.Cut cut) {
        if (!cut.inFlight()) {
            return idle(
                    userTimeout.isPresent()
                            ? "the first probe at or after the user time-out that is unanswered ends it"
                            : rule + " unanswered");
        }
        return userTimeout
                .<Expectation>map(timeout ->
                        found(timeout, timeout.plus(LOOKS), "the user time-out holds for what is unacknowledged"))
                .orElseGet(() -> new Later(
                        Allowance.RETRANSMISSION_LIMIT,
                        "keepalive is blind while data is unacknowledged; the kernel goes by tcp_retries2"));
    }

    /** A line that was answered a moment ago has the bound before it, one that was about to ask has a probe less to wait. */
    private Expectation.Found idle(String why) {
        Duration longest = KernelPolicy.longIdleBound(rule, userTimeout);
        return found(bound().minus(min(rule.idle(), Quiet.MOST)), longest.plus(KERNEL_TIMERS), why);
    }

    private Duration cycle() {
        return max(rule.idle(), rule.interval());
    }

    @Override
    public Expectation deaf() {
        return idle("its probes reach nobody; on a line that is idle nothing else comes either");
    }

    @Override
    public Expectation resetting(Truth.Resetting resetting) {
        Duration from = resetting.from();
        Duration unanswered = bound().minus(min(rule.idle(), Quiet.MOST));
        Duration latest = min(from.plus(cycle()), KernelPolicy.longIdleBound(rule, userTimeout));
        return found(
                min(from, unanswered),
                latest.plus(KERNEL_TIMERS),
                from.compareTo(unanswered) < 0
                        ? "its next probe is answered by RST"
                        : "no answer for the bound, or RST is the answer to a probe, whichever comes first");
    }

    @Override
    public Expectation hung() {
        return new Never("the kernel of a hung process answers every probe");
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
        return userTimeout
                .<Expectation>map(timeout -> found(
                        timeout,
                        timeout.plus(FILLING).plus(LOOKS),
                        "the user time-out counts a closed window like silence"))
                .orElseGet(() -> new Never("the peer's kernel acknowledges each window probe"));
    }

    /** Only a window that opens far enough for all that is to be sent next stops the clock of the user time-out. */
    @Override
    public Expectation slowReading() {
        return userTimeout
                .<Expectation>map(timeout -> killed(
                        timeout,
                        timeout.plus(FILLING).plus(LOOKS),
                        "the user time-out counts from the first window probe, although the window opens now and then"))
                .orElseGet(() -> new Spared("the peer's kernel acknowledges each window probe"));
    }

    @Override
    public Expectation lossy(Truth.Lossy lossy) {
        int unanswered =
                (int) (bound().minus(rule.idle()).toMillis() / rule.interval().toMillis());
        return Luck.ofProbes(lossy, rule.interval(), unanswered)
                .expectation(unanswered + " probes in a row must be lost, or their answers");
    }

    @Override
    public Expectation outage(Truth.Outage outage) {
        return outage.alive()
                ? new Spared("the first probe after it is answered")
                : idle("it lasts longer than the bound");
    }

    @Override
    public Expectation returned() {
        return idle("nobody answers on the old line");
    }

    @Override
    public Expectation unaccepted() {
        return idle("the options are inherited from the listener at the handshake, not at accept()");
    }

    @Override
    public Expectation ownPause(Truth.OwnPause pause) {
        return new Spared("the kernel goes on while its program stands still");
    }
}
