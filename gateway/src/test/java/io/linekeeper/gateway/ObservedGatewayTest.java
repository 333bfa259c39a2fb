package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.net.Socket;
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
                false,
                Reporting.none());
        assertThat(config.policyOf(Protocol.FIXED1028)).isEqualTo(policy.withKernel(KernelPolicy.off()));
        assertThat(config.policyOf(Protocol.LENGTH16).heartbeat()).isEqualTo(new Heartbeat.Off());
    }

    @Test
    void shouldTellADeathThatIsOnlyObservedAndThatItWasNone() throws Exception {
        LivenessPolicy policy = Served.policy(new Heartbeat.OneWay(Duration.ofMillis(300)));
        GatewayConfig config = new GatewayConfig(
                List.of(ListenAddress.parse("fixed1028:0")),
                policy,
                Verdicts.OBSERVE,
                Transport.AUTO,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Duration.ZERO,
                false,
                Reporting.none());
        try (Served served = new Served(config);
                Socket peer = served.connect()) {
            JsonNode observed = served.await("observed", 1);
            assertThat(observed.get("fate").textValue()).isEqualTo("SILENT");
            assertThat(observed.get("bound_ms").intValue()).isEqualTo(300);
            peer.getOutputStream().write(0);
            served.await("recovered", 1);
            assertThat(served.events("verdict")).isEmpty();
        }
    }
}
