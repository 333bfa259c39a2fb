package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.netty.DeviceServer.Settings;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame;
import io.netty.channel.Channel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device asks and asks, and reads none of the answers. */
final class UnreadAnswersTest {
    private static final LivenessPolicy ANSWERING = new LivenessPolicy(
            KernelPolicy.off(),
            new Heartbeat.TwoWay(
                    new KeepAlive(Duration.ofSeconds(10), Duration.ofSeconds(5), 3), Heartbeat.Answers.REQUIRED),
            Duration.ofSeconds(20),
            Duration.ofMillis(500));

    private static final int BLOCK = 10_000;

    /** Their answers are far more than two kernels keep for each other, and tens of megabytes in our memory. */
    private static final int BLOCKS = 100;

    private static final long MEGABYTES = 2 << 20;

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldNotFillOurMemory(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(ANSWERING));
                Device device = server.welcomed("pump-4", 1)) {
            ByteArrayOutputStream questions = new ByteArrayOutputStream();
            for (int i = 0; i < BLOCK; i++) {
                questions.writeBytes(Device.bytes(new Frame.Ping(i, Duration.ZERO)));
            }
            for (int i = 0; i < BLOCKS; i++) {
                questions.writeTo(device.socket.getOutputStream());
            }
            device.sendText("asked all");
            Loopback.await(() -> server.inbox, inbox -> inbox.size() == 1);

            Channel channel = server.server.line(0).channel();
            long waiting = Loopback.onLoop(
                    channel, () -> channel.unsafe().outboundBuffer().totalPendingWriteBytes());
            assertThat(waiting).as("bytes that wait to be sent").isLessThan(MEGABYTES);
            assertThat(device.expect(Frame.Pong.class).token())
                    .as("the first answer")
                    .isZero();
        }
    }
}
