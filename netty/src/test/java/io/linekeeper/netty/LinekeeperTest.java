package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.Channel;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LinekeeperTest {
    private static final KernelPolicy OF_LISTENER =
            KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(11), Duration.ofSeconds(3), 7));
    private static final KernelPolicy OF_LINE =
            KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(21), Duration.ofSeconds(5), 4));

    private static LivenessPolicy policy(KernelPolicy kernel) {
        return new LivenessPolicy(kernel, new Heartbeat.Off(), Duration.ofSeconds(20), Duration.ofMillis(300));
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldOverrideTheOptionsThatALineInherits(Setup setup) throws Exception {
        KernelOptions options = setup.transport().kernelOptions();
        Linekeeper overriding = Linekeeper.of(policy(OF_LINE)).overriding(options);
        try (WatchedServer server = new WatchedServer(
                        setup,
                        policy(OF_LISTENER),
                        channel -> channel.pipeline().addLast(overriding.newLine()));
                Socket peer = server.connect()) {
            Channel channel = server.line(0).channel();

            EffectiveOptions got = Loopback.onLoop(channel, () -> options.read(channel));
            assertThat(got.differencesFrom(OF_LINE)).isEmpty();
            assertThat(got.idleSeconds()).hasValue(21);
            channel.close();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldLeaveTheInheritedOptionsOtherwise(Setup setup) throws Exception {
        try (WatchedServer server = new WatchedServer(setup, policy(OF_LISTENER), channel -> {});
                Socket peer = server.connect()) {
            Channel channel = server.line(0).channel();
            KernelOptions options = setup.transport().kernelOptions();

            assertThat(Loopback.onLoop(channel, () -> options.read(channel)).differencesFrom(OF_LISTENER))
                    .isEmpty();
            channel.close();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldKeepWhatIsNotReplaced() {
        Linekeeper keeper = Linekeeper.of(policy(OF_LISTENER)).named("a").withListener(new Diary());

        assertThat(keeper.withPolicy(policy(OF_LINE)).name()).isEqualTo("a");
        assertThat(keeper.named("b").policy()).isEqualTo(policy(OF_LISTENER));
        assertThat(keeper.newLine()).isNotSameAs(keeper.newLine());
        assertThat(keeper.newLine().number()).as("not connected").isZero();
        assertThat(keeper.newLine().verdict()).isNull();
    }
}
