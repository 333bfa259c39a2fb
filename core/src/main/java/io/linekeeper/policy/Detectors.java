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

    List<Finding> kernelOnCutWhileIdle() {
        Finding asked = questions().map(this::kernelOnceAsked).orElseGet(Finding::never);
        if (questionsBlindKeepAlive()) {
            return List.of(Finding.within(kernel.idleBound().orElseThrow(), Condition.UNASKED), asked);
        }
        return List.of(kernel.idleBound().map(Finding::within).orElse(asked));
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

    /** A closed window: keepalive is answered, the user time-out fires although the peer lives. */
    List<Finding> kernelOnReaderStopped() {
        return kernel.userTimeout()
                .map(timeout -> List.of(Finding.within(timeout, Condition.BYTES_WAIT), Finding.never()))
                .orElseGet(() -> List.of(Finding.never()));
    }

    /** With the witness a question that nobody's kernel acknowledges convicts; without it only answers can be missed. */
    List<Finding> heartbeatOnCut() {
        return heartbeat(witness ? Condition.ALWAYS : missedAnswer(Condition.ALWAYS, Condition.ONCE_ANSWERED));
    }

    /** The peer's kernel acknowledges our questions, so only an answer can be missed. */
    List<Finding> heartbeatOnHung() {
        return heartbeat(missedAnswer(Condition.ALWAYS, Condition.ONCE_ANSWERED));
    }

    List<Finding> heartbeatOnReboot() {
        return questions()
                .map(rule -> List.of(Finding.within(rule.idle(), Condition.BACK_IN_TIME)))
                .orElseGet(this::heartbeatOnCut);
    }

    /** Any byte of the peer is life, so one that does not read but goes on sending is only for the stall rule. */
    List<Finding> heartbeatOnReaderStopped() {
        return heartbeat instanceof Heartbeat.OneWay
                ? List.of(Finding.never())
                : heartbeat(missedAnswer(Condition.SILENT, Condition.ANSWERED_AND_SILENT));
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

    List<Finding> stallRuleOnOutage() {
        return spared(Optional.of(stallLimit));
    }

    private Finding kernelOnceAsked(KeepAlive rule) {
        return kernel.inFlightBound()
                .map(timeout -> Finding.within(rule.idle().plus(timeout)))
                .orElseGet(Finding::atRetransmissionLimit);
    }

    private Condition missedAnswer(Condition required, Condition onceGiven) {
        return heartbeat instanceof Heartbeat.TwoWay twoWay && twoWay.answers() == Answers.ONCE_GIVEN
                ? onceGiven
                : required;
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
