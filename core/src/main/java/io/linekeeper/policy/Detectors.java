package io.linekeeper.policy;

import io.linekeeper.policy.Finding.Condition;
import io.linekeeper.policy.Heartbeat.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each detector of a policy can find on a transport. The kernel's part follows tcp(7) and was measured; above all,
 * keepalive is blind while data is unacknowledged, and a question of ours is data.
 */
final class Detectors {
    private final KernelPolicy kernel;
    private final Heartbeat heartbeat;
    private final Duration stallLimit;
    private final boolean witness;

    Detectors(LivenessPolicy policy, Capabilities capabilities) {
        kernel = capabilities.userTimeout() ? policy.kernel() : policy.kernel().withoutUserTimeout();
        heartbeat = policy.heartbeat();
        stallLimit = policy.stallLimit();
        witness = capabilities.witness();
    }

    /** The two-way rule, if there is one. */
    Optional<KeepAlive> questions() {
        return heartbeat instanceof Heartbeat.TwoWay twoWay ? Optional.of(twoWay.rule()) : Optional.empty();
    }

    /** Whether a question goes out before keepalive has run its course, and blinds it. */
    boolean questionsBlindKeepAlive() {
        return kernel.idleBound()
                .flatMap(bound -> questions().map(rule -> rule.idle().compareTo(bound) < 0))
                .orElse(false);
    }

    /** How long a line that has been idle for longer may stay unfound, if that is more than the bound. */
    Optional<Duration> kernelBoundOfLongIdle() {
        return kernel.longIdleBound()
                .filter(bound -> bound.compareTo(kernel.idleBound().orElseThrow()) > 0);
    }

    List<Finding> kernelOnCutWhileIdle() {
        Finding asked = questions().map(this::kernelOnceAsked).orElseGet(Finding::never);
        if (questionsBlindKeepAlive()) {
            return List.of(Finding.within(kernel.idleBound().orElseThrow(), Condition.UNASKED), asked);
        }
        return List.of(kernel.idleBound().map(Finding::within).orElseGet(Finding::never));
    }

    /**
     * The first of all detectors. A line that answers is asked, which blinds keepalive; one that never did is asked no more,
     * and keepalive has it to itself.
     */
    List<Finding> foundOnCutWhileIdle() {
        List<Finding> kernelFinds = kernelOnCutWhileIdle();
        if (!questionsBlindKeepAlive()) {
            return Stream.concat(kernelFinds.stream(), heartbeatOnCut().stream())
                    .toList();
        }
        Finding asked =
                earlier(kernelFinds.get(1), Finding.within(heartbeat.bound().orElseThrow()));
        Finding unasked = Finding.within(kernel.idleBound().orElseThrow());
        if (missedAnswer() == Condition.ALWAYS || asked.equals(unasked)) {
            return List.of(asked);
        }
        return asked.compareTo(unasked) < 0
                ? List.of(asked.on(Condition.ONCE_ANSWERED), unasked)
                : List.of(unasked.on(Condition.NEVER_ANSWERED), asked);
    }

    Finding kernelOnCutInFlight() {
        return kernel.inFlightBound().map(Finding::within).orElseGet(Finding::atRetransmissionLimit);
    }

    /** The new kernel of a rebooted host answers the next probe with RST (RFC 9293 section 3.10.7.1). */
    List<Finding> kernelOnReboot() {
        return kernel.keepAlive()
                .map(rule -> List.of(Finding.within(rule.idle(), Condition.BACK_IN_TIME)))
                .orElseGet(() -> List.of(Finding.never()));
    }

    /**
     * A closed window: keepalive is answered, the user time-out fires although the peer lives. Where the witness tells of the
     * window, the user time-out is lifted then, and the stall rule has it to itself.
     */
    List<Finding> kernelOnReaderStopped() {
        return kernel.userTimeout()
                .filter(timeout -> !witness)
                .map(timeout -> List.of(Finding.within(timeout, Condition.BYTES_WAIT), Finding.never()))
                .orElseGet(() -> List.of(Finding.never()));
    }

    /** A cut and a hung process are alike to a heartbeat. Lines that never answered are left to the kernel. */
    List<Finding> heartbeatOnCut() {
        return heartbeat(missedAnswer());
    }

    /** How long a peer is given that may have much to read before our question, if that is more than the bound. */
    Optional<Duration> patienceBehindBulk() {
        return questions()
                .filter(rule -> witness && stallLimit.compareTo(rule.bound()) > 0)
                .map(rule -> stallLimit);
    }

    List<Finding> heartbeatOnReboot() {
        Condition back = missedAnswer() == Condition.ALWAYS ? Condition.BACK_IN_TIME : Condition.ANSWERED_AND_BACK;
        return questions()
                .map(rule -> List.of(Finding.within(rule.idle(), back)))
                .orElseGet(this::heartbeatOnCut);
    }

    /** Any byte of the peer is life, so one that does not read but goes on sending is only for the stall rule. */
    List<Finding> heartbeatOnReaderStopped() {
        return heartbeat instanceof Heartbeat.OneWay
                ? List.of(Finding.never())
                : heartbeat(missedAnswer() == Condition.ALWAYS ? Condition.SILENT : Condition.ANSWERED_AND_SILENT);
    }

    /** Without the witness nobody sees what waits in our own kernel's buffer. */
    List<Finding> stallRule() {
        return List.of(Finding.within(stallLimit, witness ? Condition.BYTES_WAIT : Condition.BUFFER_FULL));
    }

    List<Finding> kernelOnOutage() {
        return spared(Stream.of(kernel.idleBound(), kernel.inFlightBound())
                .flatMap(Optional::stream)
                .min(Duration::compareTo));
    }

    List<Finding> heartbeatOnOutage() {
        return spared(heartbeat.bound());
    }

    /** The witness tells a path that was cut from a peer that does not read. */
    List<Finding> stallRuleOnOutage() {
        return spared(Optional.of(stallLimit).filter(limit -> !witness));
    }

    private Finding kernelOnceAsked(KeepAlive rule) {
        return kernel.inFlightBound()
                .map(timeout -> Finding.within(rule.idle().plus(timeout)))
                .orElseGet(Finding::atRetransmissionLimit);
    }

    private Condition missedAnswer() {
        return heartbeat instanceof Heartbeat.TwoWay twoWay && twoWay.answers() == Answers.ONCE_GIVEN
                ? Condition.ONCE_ANSWERED
                : Condition.ALWAYS;
    }

    private static Finding earlier(Finding one, Finding other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private List<Finding> heartbeat(Condition condition) {
        Finding finding =
                heartbeat.bound().map(bound -> Finding.within(bound, condition)).orElseGet(Finding::never);
        return finding.condition() == Condition.ALWAYS ? List.of(finding) : List.of(finding, Finding.never());
    }

    /** Retransmission backs off: after an outage of 0.4 of a bound a live peer may need all of the bound to be heard. */
    private static List<Finding> spared(Optional<Duration> bound) {
        return bound.map(
                        time -> List.of(Finding.sparedBelow(time.multipliedBy(2).dividedBy(5))))
                .orElseGet(List::of);
    }
}
