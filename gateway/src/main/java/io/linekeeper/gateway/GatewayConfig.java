package io.linekeeper.gateway;

import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.policy.PolicyException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * What a gateway does. A value.
 *
 * @param devices who is let in by listeners that speak {@code line}
 * @param greet bytes that each accepted line of {@code fixed1028} and {@code length16} is sent at once; may be empty
 * @param replyDelay how long a PING of {@code fixed1028} waits for its answer
 * @param echoDelay how long a frame of {@code length16}, or a message of {@code line}, waits before it comes back
 * @param bareEcho whether {@code length16} sends back the payload alone, without its header
 */
public record GatewayConfig(
        List<ListenAddress> listeners,
        LivenessPolicy policy,
        Transport transport,
        Devices devices,
        ByteBuffer greet,
        Duration replyDelay,
        Duration echoDelay,
        boolean bareEcho) {

    public GatewayConfig {
        listeners = List.copyOf(listeners);
        greet = greet.asReadOnlyBuffer();
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to listen on; name at least one listener");
        }
        for (ListenAddress listener : listeners) {
            policyOf(listener.protocol(), policy);
        }
    }

    /** The policy for lines of one protocol: without a heartbeat where the protocol has none. */
    public LivenessPolicy policyOf(Protocol protocol) {
        return policyOf(protocol, policy);
    }

    /** The same without delays and greetings, and for devices of our own. */
    GatewayConfig asItIsAtHome() {
        return new GatewayConfig(
                listeners,
                policy,
                transport,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Duration.ZERO,
                bareEcho);
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
