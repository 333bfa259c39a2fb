package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.netty.Transport;
import io.linekeeper.netty.session.SessionTerms;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.session.DeviceAuthenticator;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom listeners let in that others can reach. */
final class DevicesTest {

    private static Devices devices(boolean credentials, boolean anonymous, boolean insecure) {
        return new Devices(
                credentials ? Optional.of(DeviceAuthenticator.none()) : Optional.empty(),
                anonymous,
                insecure,
                SessionTerms.DEFAULT_HANDSHAKE);
    }

    @ParameterizedTest(name = "{0}: credentials {1}, anonymous {2}, insecure {3}")
    @CsvSource({
        "line:127.0.0.1:0, false, false, false",
        "line:localhost:0, false, false, false",
        "line:[::1]:0,     false, false, false",
        "line:127.0.0.1:0, true,  false, false",
        "line:0.0.0.0:0,   false, true,  false",
        "line:0.0.0.0:0,   true,  false, true",
        "fixed1028:0.0.0.0:0, false, false, false",
        "length16:0.0.0.0:0,  true,  false, false",
    })
    void shouldListenWhereNobodyIsBelievedWhoShouldNot(
            String listener, boolean credentials, boolean anonymous, boolean insecure) {
        assertThatCode(() -> devices(credentials, anonymous, insecure).requireSafe(ListenAddress.parse(listener)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: credentials {1}, anonymous {2}, insecure {3}")
    @CsvSource({
        "line:0.0.0.0:0,   false, false, false, --allow-anonymous-devices",
        "line:[::]:0,      false, false, true,  --allow-anonymous-devices",
        "line:192.0.2.1:0, false, false, false, --allow-anonymous-devices",
        "line:0.0.0.0:0,   true,  false, false, --insecure-credentials",
        "line:192.0.2.1:0, true,  true,  false, --insecure-credentials",
    })
    void shouldNotListenWhereOthersCouldTakeADevicesPlace(
            String listener, boolean credentials, boolean anonymous, boolean insecure, String remedy) {
        assertThatThrownBy(() -> devices(credentials, anonymous, insecure).requireSafe(ListenAddress.parse(listener)))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining(ListenAddress.parse(listener).toString())
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldStartNothingWhereOneListenerIsUnsafe() throws Exception {
        GatewayConfig config = new GatewayConfig(
                List.of(ListenAddress.parse("fixed1028:0"), ListenAddress.parse("line:0.0.0.0:0")),
                Served.policy(new Heartbeat.Off()),
                Verdicts.END,
                Transport.AUTO,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Duration.ZERO,
                false,
                Reporting.none());
        try (EventLog log = new EventLog(new PrintStream(OutputStream.nullOutputStream()), null)) {
            assertThatThrownBy(() -> Gateway.start(config, log)).isInstanceOf(GatewayException.class);
        }
    }

    @Test
    void shouldRefuseAHandshakeDeadlineThatIsNone() {
        assertThatThrownBy(() -> new Devices(Optional.empty(), false, false, Duration.ofMillis(249)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("handshake deadline 249 ms");
        assertThat(Devices.anonymousOnLoopback().handshake()).isEqualTo(Duration.ofSeconds(10));
    }
}
