package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.gateway.GatewayConfig;
import io.linekeeper.gateway.ListenAddress;
import io.linekeeper.gateway.Protocol;
import io.linekeeper.gateway.Reporting;
import io.linekeeper.gateway.Verdicts;
import io.linekeeper.gateway.icmp.PingSettings;
import io.linekeeper.gateway.metrics.MetricsAddress;
import io.linekeeper.netty.SystemKeepAlive;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServeCommandTest {
    @Test
    void shouldServeEveryProtocolOnLoopbackByDefault() {
        GatewayConfig config = config();
        assertThat(config.listeners())
                .containsExactly(
                        new ListenAddress(Protocol.LINE, "127.0.0.1", 7777),
                        new ListenAddress(Protocol.FIXED1028, "127.0.0.1", 7778),
                        new ListenAddress(Protocol.LENGTH16, "127.0.0.1", 7779));
        assertThat(config.policy()).isEqualTo(LivenessPolicy.within(Duration.ofSeconds(30)));
        assertThat(config.verdicts()).isEqualTo(Verdicts.END);
        assertThat(config.transport()).isEqualTo(Transport.AUTO);
        assertThat(config.replyDelay()).isZero();
        assertThat(config.echoDelay()).isZero();
        assertThat(config.bareEcho()).isFalse();
        assertThat(config.greet().remaining()).isZero();
        assertThat(config.reporting()).isEqualTo(Reporting.none());
    }

    @Test
    void shouldTakeEveryOption() {
        GatewayConfig config = config(
                "--listen",
                "length16:[::1]:0",
                "--listen",
                "fixed1028:1234",
                "--greet",
                "48690A",
                "--reply-delay",
                "5s",
                "--echo-delay",
                "20ms",
                "--echo",
                "bare",
                "--verdicts",
                "observe",
                "--metrics",
                "9464",
                "--icmp",
                "period=2s,timeout=500ms",
                "--transport",
                "nio");
        assertThat(config.listeners())
                .containsExactly(
                        new ListenAddress(Protocol.LENGTH16, "::1", 0),
                        new ListenAddress(Protocol.FIXED1028, "127.0.0.1", 1234));
        assertThat(config.greet()).isEqualTo(ByteBuffer.wrap(new byte[] {0x48, 0x69, 0x0a}));
        assertThat(config.replyDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.echoDelay()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.bareEcho()).isTrue();
        assertThat(config.reporting().metrics()).contains(MetricsAddress.parse("9464"));
        assertThat(config.reporting().icmp()).contains(new PingSettings(Duration.ofSeconds(2), Duration.ofMillis(500)));
        assertThat(config.verdicts()).isEqualTo(Verdicts.OBSERVE);
        assertThat(config.transport()).isEqualTo(Transport.NIO);
    }

    @Test
    void shouldLetWhatIsGivenBeatWhatIsDerived() {
        LivenessPolicy policy = config(
                        "--within",
                        "20s",
                        "--kernel-keepalive",
                        "1s,3s,10",
                        "--user-timeout",
                        "40s",
                        "--stall-limit",
                        "12s",
                        "--drain",
                        "2s",
                        "--heartbeat",
                        "two-way",
                        "--idle",
                        "5s",
                        "--interval",
                        "500ms",
                        "--probes",
                        "4")
                .policy();
        assertThat(policy.kernel().keepAlive()).contains(new KeepAlive(seconds(1), seconds(3), 10));
        assertThat(policy.kernel().userTimeout()).contains(seconds(40));
        assertThat(policy.stallLimit()).isEqualTo(seconds(12));
        assertThat(policy.drain()).isEqualTo(seconds(2));
        assertThat(policy.heartbeat())
                .isEqualTo(new Heartbeat.TwoWay(
                        new KeepAlive(seconds(5), Duration.ofMillis(500), 4), Heartbeat.Answers.REQUIRED));
    }

    @Test
    void shouldJudgeByAnswersOnlyOnceGivenUnlessTwoWayIsAskedFor() {
        LivenessPolicy policy = config("--idle", "5s").policy();
        assertThat(((Heartbeat.TwoWay) policy.heartbeat()).answers()).isEqualTo(Heartbeat.Answers.ONCE_GIVEN);
    }

    @Test
    void shouldSwitchOff() {
        LivenessPolicy policy = config("--heartbeat", "off", "--user-timeout", "off", "--kernel-keepalive", "off")
                .policy();
        assertThat(policy.heartbeat()).isEqualTo(new Heartbeat.Off());
        assertThat(policy.kernel().keepAlive()).isEmpty();
        assertThat(policy.kernel().userTimeout()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadTheHostsKeepAlive() throws IOException {
        assertThat(config("--kernel-keepalive", "system").policy().kernel().keepAlive())
                .contains(SystemKeepAlive.read());
    }

    @Test
    void shouldAskNothingByItselfWhenItPlaysSlow() {
        assertThat(config("--reply-delay", "60s").policy().heartbeat()).isEqualTo(new Heartbeat.Off());
        assertThat(config("--reply-delay", "60s", "--heartbeat", "two-way")
                        .policy()
                        .heartbeat())
                .isInstanceOf(Heartbeat.TwoWay.class);
        assertThat(config("--reply-delay", "60s", "--idle", "5s").policy().heartbeat())
                .isInstanceOf(Heartbeat.TwoWay.class);
    }

    private static GatewayConfig config(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "serve";
        System.arraycopy(options, 0, args, 1, options.length);
        ServeCommand serve = Run.parsed(ServeCommand.class, args);
        return serve.config(serve.draft().resolve());
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
