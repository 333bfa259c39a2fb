package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.gateway.Protocol;
import io.linekeeper.gateway.client.ClientConfig;
import io.linekeeper.gateway.client.Message;
import io.linekeeper.gateway.client.ServerAddress;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectCommandTest {
    @Test
    void shouldJudgeByAnswersByDefault() {
        ClientConfig config = config("fixed1028");
        assertThat(config.server()).isEqualTo(new ServerAddress("127.0.0.1", 7778));
        assertThat(config.protocol()).isEqualTo(Protocol.FIXED1028);
        assertThat(config.lines()).isEqualTo(1);
        assertThat(config.policy().heartbeat()).isEqualTo(twoWay(10_000, 3_000, 3));
        assertThat(config.policy().kernel().keepAlive()).isPresent();
        assertThat(config.beat()).isEmpty();
        assertThat(config.message()).isEmpty();
    }

    @Test
    void shouldTakeSingleValuesOfTheHeartbeat() {
        assertThat(config("fixed1028", "--idle", "500ms", "--probes", "1")
                        .policy()
                        .heartbeat())
                .isEqualTo(twoWay(500, 3_000, 1));
        assertThat(config("fixed1028", "--heartbeat", "two-way", "--interval", "1s")
                        .policy()
                        .heartbeat())
                .isEqualTo(twoWay(10_000, 1_000, 3));
    }

    @Test
    void shouldBeatAThirdOfTheTimeoutAndNotJudgeByAnswers() {
        ClientConfig config = config("fixed1028", "--heartbeat", "one-way:3s");
        assertThat(config.beat()).contains(Duration.ofSeconds(1));
        assertThat(config.policy().heartbeat()).isEqualTo(new Heartbeat.Off());
        assertThat(config.policy().kernel().keepAlive()).isPresent();
    }

    @Test
    void shouldNeitherAskNorBeatWhenOff() {
        for (ClientConfig config : new ClientConfig[] {
            config("fixed1028", "--heartbeat", "off"), config("length16"), config("length16", "--heartbeat", "off")
        }) {
            assertThat(config.beat()).isEmpty();
            assertThat(config.policy().heartbeat()).isEqualTo(new Heartbeat.Off());
            assertThat(config.policy().kernel().keepAlive()).isPresent();
        }
    }

    @Test
    void shouldSendWhatIsGiven() {
        assertThat(config("fixed1028", "--send", "-x").message()).contains(new Message("-x", 11, Optional.empty()));
        assertThat(config("fixed1028", "--send", "x", "--type", "21", "--every", "250ms", "--lines", "7")
                        .message())
                .contains(new Message("x", 21, Optional.of(Duration.ofMillis(250))));
        assertThat(config("length16", "--send=").message()).contains(new Message("", 11, Optional.empty()));
    }

    @Test
    void shouldFailInOneSentenceWhenRefused() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Run run = Run.of("connect", "127.0.0.1:" + port, "--protocol", "fixed1028", "--lines", "3");
        assertThat(run.err())
                .isEqualToIgnoringNewLines("linekeeper: could not connect to 127.0.0.1:" + port
                        + ": connection refused; check that the server runs and listens on this port");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void shouldFailInOneSentenceWhenTheHostIsNotKnown() {
        Run run = Run.of("connect", "nohost.invalid:7778", "--protocol", "length16");
        assertThat(run.err())
                .startsWith("linekeeper: could not connect to nohost.invalid:7778: the host nohost.invalid");
        assertThat(run.status()).isEqualTo(1);
    }

    private static Heartbeat twoWay(int idleMillis, int intervalMillis, int probes) {
        return new Heartbeat.TwoWay(
                new KeepAlive(Duration.ofMillis(idleMillis), Duration.ofMillis(intervalMillis), probes),
                Heartbeat.Answers.REQUIRED);
    }

    private static ClientConfig config(String protocol, String... options) {
        Stream<String> args =
                Stream.concat(Stream.of("connect", "127.0.0.1:7778", "--protocol", protocol), Stream.of(options));
        return Run.parsed(ConnectCommand.class, args.toArray(String[]::new)).config();
    }
}
