package io.linekeeper.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * The kernel's part of a draft: what is given holds, and what is derived gives way to it.
 *
 * @param heartbeatOn whether a user time-out would have a detector beside it
 * @param stallLimit what a derived user time-out has to stay above
 */
record KernelDraft(
        Choice<KeepAlive> keepAlive, Choice<Duration> userTimeout, boolean heartbeatOn, Optional<Duration> stallLimit) {
    private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(2);

    /** The shortest user time-out that is derived: shorter ones end live peers on a path that loses packets. */
    private static final Duration SHORTEST_DERIVED = Duration.ofSeconds(4);

    /** Where the kernel gives up by itself with {@code tcp_retries2} at 15: its ip-sysctl documentation says 924.6 s. */
    private static final Duration RETRANSMISSION_LIMIT = Duration.ofSeconds(924);

    KernelPolicy resolve(Within within) {
        return switch (keepAlive.kind()) {
            case GIVEN -> around(keepAlive.given());
            case OFF -> withoutKeepAlive(within);
            case DERIVED -> derived(within);
        };
    }

    /** Why a given keepalive got no user time-out; empty if it did, or if that was decided by hand. */
    Optional<String> note() {
        return keepAlive.kind() == Choice.Kind.GIVEN && userTimeout.kind() == Choice.Kind.DERIVED
                ? objection(keepAlive.given().bound())
                : Optional.empty();
    }

    /** A user time-out takes the place of the probes, so only one that equals the rule's bound leaves the rule as given. */
    private KernelPolicy around(KeepAlive rule) {
        KernelPolicy plain = KernelPolicy.keepAlive(rule);
        return switch (userTimeout.kind()) {
            case GIVEN -> plain.withUserTimeout(userTimeout.given());
            case OFF -> plain;
            case DERIVED -> objection(rule.bound()).isPresent() ? plain : plain.withUserTimeout(rule.bound());
        };
    }

    private KernelPolicy withoutKeepAlive(Within within) {
        return switch (userTimeout.kind()) {
            case GIVEN -> KernelPolicy.off().withUserTimeout(userTimeout.given());
            case OFF -> KernelPolicy.off();
            case DERIVED ->
                heartbeatOn ? KernelPolicy.off().withUserTimeout(aboveStallLimit(within)) : KernelPolicy.off();
        };
    }

    private KernelPolicy derived(Within within) {
        return switch (userTimeout.kind()) {
            case GIVEN -> below(userTimeout.given(), within);
            case OFF -> KernelPolicy.keepAlive(within.kernelRule());
            case DERIVED -> KernelPolicy.keepAlive(within.kernelRule()).withUserTimeout(aboveStallLimit(within));
        };
    }

    private static KernelPolicy below(Duration timeout, Within within) {
        if (timeout.compareTo(SHORTEST_KEEPALIVE) < 0) {
            throw new PolicyException("user timeout " + Durations.format(timeout)
                    + " is shorter than the shortest kernel keepalive, idle 1 s + 1 probe x 1 s = 2 s; raise it to 2 s or"
                    + " more, or switch the kernel keepalive off");
        }
        Duration budget = timeout.compareTo(within.budget()) < 0 ? timeout : within.budget();
        return KernelPolicy.keepAlive(Within.kernelRule(budget)).withUserTimeout(timeout);
    }

    private Duration aboveStallLimit(Within within) {
        Duration least = stallLimit
                .map(limit -> Duration.ofSeconds(limit.plusNanos(999_999_999).toSeconds())
                        .plus(Within.LATENESS))
                .orElse(Duration.ZERO);
        return least.compareTo(within.budget()) > 0 ? least : within.budget();
    }

    private Optional<String> objection(Duration timeout) {
        if (timeout.compareTo(SHORTEST_DERIVED) < 0) {
            return Optional.of(none(timeout, "would end live peers on a lossy path"));
        }
        if (timeout.compareTo(RETRANSMISSION_LIMIT) > 0) {
            return Optional.of(none(timeout, "would come after the kernel's own retransmission limit of about 15 min"));
        }
        return stallLimit
                .filter(limit -> limit.compareTo(timeout) >= 0)
                .map(limit -> none(timeout, "would not be above stall limit " + Durations.format(limit)));
    }

    private static String none(Duration timeout, String why) {
        return "no user timeout goes with the kernel keepalive: one that leaves its probes as given, "
                + Durations.format(timeout) + ", " + why;
    }
}
