package io.linekeeper.gateway;

import io.linekeeper.policy.Capabilities;
import io.linekeeper.policy.DetectionTable;
import io.linekeeper.policy.Durations;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.Locale;

/** A policy in words: its bounds and how they come about, and what it finds in what time. Any thread. */
public final class PolicyReport {
    private PolicyReport() {}

    /** The bounds, one a line, below them the table of what is found by what, and why; lines end with {@code \n}. */
    public static String of(LivenessPolicy policy, Capabilities capabilities) {
        return withoutReasons(policy, capabilities) + "\n"
                + DetectionTable.of(policy, capabilities).reasons();
    }

    /** The bounds and the table alone. */
    static String withoutReasons(LivenessPolicy policy, Capabilities capabilities) {
        return bounds(policy, capabilities) + "\n"
                + DetectionTable.of(policy, capabilities).table();
    }

    private static String bounds(LivenessPolicy policy, Capabilities capabilities) {
        KernelPolicy kernel =
                capabilities.userTimeout() ? policy.kernel() : policy.kernel().withoutUserTimeout();
        return line(
                        "kernel keepalive",
                        kernel.keepAlive().map(rule -> keepAlive(rule, kernel)).orElse("off"))
                + line("user timeout", userTimeout(policy.kernel(), capabilities))
                + line("heartbeat", heartbeat(policy.heartbeat()))
                + line("stall limit", Durations.format(policy.stallLimit()))
                + line("drain", Durations.format(policy.drain()))
                + line("tick", Durations.format(wholeMillis(policy.tick())))
                + line(
                        "lateness allowed",
                        Durations.format(wholeMillis(policy.latenessAllowed())) + " on top of each bound, "
                                + Durations.format(wholeMillis(policy.stallLatenessAllowed()))
                                + " on top of the stall limit");
    }

    /** With a user time-out the kernel counts time instead of probes, and what comes of it is not what the rule says. */
    private static String keepAlive(KeepAlive rule, KernelPolicy kernel) {
        Duration bound = kernel.idleBound().orElse(rule.bound());
        return bound.equals(rule.bound())
                ? rule.toString()
                : rule + ", but " + Durations.format(bound) + " since the user timeout takes the place of the probes";
    }

    private static String userTimeout(KernelPolicy kernel, Capabilities capabilities) {
        String asked = kernel.userTimeout().map(Durations::format).orElse("off");
        return kernel.userTimeout().isPresent() && !capabilities.userTimeout()
                ? asked + " asked for, but this transport cannot set it"
                : asked;
    }

    private static String heartbeat(Heartbeat heartbeat) {
        if (heartbeat instanceof Heartbeat.TwoWay twoWay) {
            return "two-way, " + twoWay.rule()
                    + switch (twoWay.answers()) {
                        case REQUIRED -> "; every line is judged by its answers";
                        case ONCE_GIVEN -> "; a line that never answered is judged by the kernel alone";
                    };
        }
        return heartbeat instanceof Heartbeat.OneWay oneWay
                ? "one-way, silence of " + Durations.format(oneWay.timeout())
                : "off";
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-17s %s\n", name + ":", value);
    }

    private static Duration wholeMillis(Duration duration) {
        return Duration.ofMillis(duration.toMillis());
    }
}
