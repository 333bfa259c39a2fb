package io.linekeeper.line;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.Heartbeat.Answers;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;

/** The policies of the tests in this package. */
final class Policies {
    private static final Duration STALL = Duration.ofSeconds(60);

    private Policies() {}

    static LivenessPolicy twoWay(KeepAlive rule) {
        return twoWay(rule, Answers.REQUIRED);
    }

    static LivenessPolicy twoWay(KeepAlive rule, Answers answers) {
        return policy(KernelPolicy.off(), new Heartbeat.TwoWay(rule, answers));
    }

    static LivenessPolicy oneWay(Duration timeout) {
        return policy(KernelPolicy.off(), new Heartbeat.OneWay(timeout));
    }

    static LivenessPolicy kernel(KeepAlive rule) {
        return policy(KernelPolicy.keepAlive(rule), new Heartbeat.Off());
    }

    static LivenessPolicy policy(KernelPolicy kernel, Heartbeat heartbeat) {
        return new LivenessPolicy(kernel, heartbeat, STALL, Duration.ofSeconds(5));
    }

    static LivenessPolicy withStallLimit(LivenessPolicy policy, Duration stallLimit) {
        return new LivenessPolicy(policy.kernel(), policy.heartbeat(), stallLimit, policy.drain());
    }

    static KeepAlive rule(long idleMillis, long intervalMillis, int probes) {
        return new KeepAlive(Duration.ofMillis(idleMillis), Duration.ofMillis(intervalMillis), probes);
    }
}
