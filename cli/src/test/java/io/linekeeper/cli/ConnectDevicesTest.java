package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.gateway.client.FleetConfig;
import io.linekeeper.gateway.client.Message;
import io.linekeeper.netty.client.LineClientConfig;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectDevicesTest {
    private static FleetConfig fleet(String... options) {
        Stream<String> args =
                Stream.concat(Stream.of("connect", "gateway:7777", "--protocol", "line"), Stream.of(options));
        return Run.parsed(ConnectCommand.class, args.toArray(String[]::new)).fleet();
    }

    @Test
    void shouldConnectOneDeviceAndTellOfIt() {
        FleetConfig fleet = fleet("--device", "d1", "--send", "x", "--every", "2s");
        LineClientConfig each = fleet.each();
        assertThat(fleet.devices()).containsExactly(new DeviceId("d1"));
        assertThat(fleet.telling()).isTrue();
        assertThat(fleet.message()).contains(new Message("x", 11, Optional.of(Duration.ofSeconds(2))));
        assertThat(each.host()).isEqualTo("gateway");
        assertThat(each.port()).isEqualTo(7777);
        assertThat(each.credential()).isEqualTo(Credential.none());
        assertThat(each.reconnectAfterSuperseded()).isFalse();
        assertThat(each.longestBeat()).isPresent();
        assertThat(each.policy().heartbeat())
                .isEqualTo(new Heartbeat.TwoWay(
                        new KeepAlive(Duration.ofSeconds(10), Duration.ofSeconds(3), 3), Heartbeat.Answers.REQUIRED));
    }

    @Test
    void shouldConnectManyAndCountThem() {
        FleetConfig fleet = fleet("--device-prefix", "d", "--lines", "1000", "--reconnect-after-superseded");
        assertThat(fleet.devices()).hasSize(1000).startsWith(new DeviceId("d1")).endsWith(new DeviceId("d1000"));
        assertThat(fleet.telling()).isFalse();
        assertThat(fleet.each().reconnectAfterSuperseded()).isTrue();
    }

    @Test
    void shouldBeatAThirdOfTheTimeoutAtLeastAndNotAsk() {
        LineClientConfig each =
                fleet("--device", "d1", "--heartbeat", "one-way:3s").each();
        assertThat(each.longestBeat()).contains(Duration.ofSeconds(1));
        assertThat(each.policy().heartbeat()).isEqualTo(new Heartbeat.Off());
        assertThat(each.policy().kernel().keepAlive()).isPresent();
    }

    @Test
    void shouldNeitherAskNorBeatWhenOff() {
        LineClientConfig each = fleet("--device", "d1", "--heartbeat", "off").each();
        assertThat(each.longestBeat()).isEmpty();
        assertThat(each.policy().heartbeat()).isEqualTo(new Heartbeat.Off());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesame", "sesame\n", "sesame\r\n"})
    void shouldReadTheCredentialWithoutTheLineBreakAtItsEnd(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        assertThat(fleet("--device", "d1", "--credential-file", file.toString())
                        .each()
                        .credential())
                .isEqualTo(Credential.of("sesame".getBytes(StandardCharsets.UTF_8)));
    }
}
