package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedGatewayTest {

    @Test
    void shouldTellTheKernelNothingWhereVerdictsAreOnlyObserved() {
        LivenessPolicy policy = LivenessPolicy.within(Duration.ofSeconds(30));
        GatewayConfig config = new GatewayConfig(
                List.of(ListenAddress.parse("fixed1028:0"), ListenAddress.parse("length16:0")),
                policy,
                Verdicts.OBSERVE,
                Transport.AUTO,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Duration.ZERO,
                false);
        assertThat(config.policyOf(Protocol.FIXED1028)).isEqualTo(policy.withKernel(KernelPolicy.off()));
        assertThat(config.policyOf(Protocol.LENGTH16).heartbeat()).isEqualTo(new Heartbeat.Off());
    }
}
