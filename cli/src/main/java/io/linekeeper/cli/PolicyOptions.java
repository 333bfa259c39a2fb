package io.linekeeper.cli;

import io.linekeeper.policy.PolicyDraft;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By what lines are judged, as serve and explain take it. What is given beats what is derived. */
final class PolicyOptions {
    @Option(
            names = "--within",
            paramLabel = "D",
            description = "Find every failure that can be found within this time, lateness included; 5s or more. All"
                    + " that is not given is derived from it. Default: 30s.")
    private Optional<Duration> within = Optional.empty();

    @Mixin
    private HeartbeatOptions heartbeat = new HeartbeatOptions();

    @Option(
            names = "--kernel-keepalive",
            paramLabel = "IDLE,INTERVAL,PROBES|system|off",
            description = "The kernel's keepalive, for lines on which nothing is under way: two durations in whole"
                    + " seconds, 1s to 32767s, and a number from 1 to 127, as in 7200s,75s,9. system: the values of"
                    + " this host. Default: derived from --within.")
    private Optional<KernelKeepAliveChoice> kernelKeepAlive = Optional.empty();

    @Option(
            names = "--user-timeout",
            paramLabel = "D|off",
            description = "How long sent data may stay unacknowledged before the kernel gives up; it takes the place of"
                    + " the keepalive's probes, so it must not be shorter than its bound. Default: derived.")
    private Optional<UserTimeoutChoice> userTimeout = Optional.empty();

    @Option(
            names = "--stall-limit",
            paramLabel = "D",
            description = "How long a peer may leave bytes of ours waiting; below the user timeout. Default: derived.")
    private Optional<Duration> stallLimit = Optional.empty();

    @Option(
            names = "--drain",
            paramLabel = "D",
            description =
                    "How long a line that is being ended may still deliver its last bytes, 0s to 1h. Default: 5s.")
    private Optional<Duration> drain = Optional.empty();

    /** Whether nothing is said of the heartbeat. */
    boolean leavesHeartbeatOpen() {
        return heartbeat.isEmpty();
    }

    /**
     * The policy in the making.
     *
     * @throws io.linekeeper.policy.PolicyException if a value could hold in no policy
     */
    PolicyDraft draft() {
        PolicyDraft draft = new PolicyDraft();
        within.ifPresent(draft::within);
        heartbeat.into(draft);
        kernelKeepAlive.ifPresent(given -> given.into(draft));
        userTimeout.ifPresent(given -> given.into(draft));
        stallLimit.ifPresent(draft::stallLimit);
        drain.ifPresent(draft::drain);
        return draft;
    }
}
