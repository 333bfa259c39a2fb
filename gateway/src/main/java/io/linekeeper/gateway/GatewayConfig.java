package io.linekeeper.gateway;

import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.policy.PolicyException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * What a gateway does. A value.
 *
 * @param verdicts what becomes of lines that are judged dead
 * @param devices who is let in by listeners that speak {@code line}
 * @param greet bytes that each accepted line of {@code fixed1028} and {@code length16} is sent at once; may be empty
 * @param replyDelay how long a PING of {@code fixed1028} waits for its answer
 * @param echoDelay how long a frame of {@code length16}, or a message of {@code line}, waits before it comes back
 * @param bareEcho whether {@code length16} sends back the payload alone, without its header
 * @param reporting what is found out and told beside events
 */
public record GatewayConfig(
        List<ListenAddress> listeners,
        LivenessPolicy policy,
        Verdicts verdicts,
        Transport transport,
        Devices devices,
        ByteBuffer greet,
        Duration replyDelay,
        Duration echoDelay,
        boolean bareEcho,
        Reporting reporting) {

    public GatewayConfig {
        listeners = List.copyOf(listeners);
        greet = greet.asReadOnlyBuffer();
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to listen on; name at least one listener");
        }
        for (ListenAddress listener : listeners) {
            policyOf(listener.protocol(), judged(policy, verdicts));
        }
    }

    /**
     * The policy for lines of one protocol: without a heartbeat where the protocol has none, and without the kernel where
     * verdicts are only observed.
     */
    public LivenessPolicy policyOf(Protocol protocol) {
        return policyOf(protocol, judged(policy, verdicts));
    }

    private static LivenessPolicy judged(LivenessPolicy policy, Verdicts verdicts) {
        return switch (verdicts) {
            case END -> policy;
            case OBSERVE -> policy.withKernel(KernelPolicy.off());
        };
    }

    /** The same without delays and greetings, and for devices of our own. */
    GatewayConfig asItIsAtHome() {
        return new GatewayConfig(
                listeners,
                policy,
                verdicts,
                transport,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Duration.ZERO,
                bareEcho,
                Reporting.none());
    }

    private static LivenessPolicy policyOf(Protocol protocol, LivenessPolicy policy) {
        if (protocol.hasHeartbeat()) {
            return policy;
        }
        try {
            return policy.withHeartbeat(new Heartbeat.Off());
        } catch (PolicyException e) {
            throw new PolicyException("for " + protocol.word() + ", which has no heartbeat, " + e.getMessage());
        }
    }
}
