package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linekeeper.line.Fate;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.Unpooled;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The user time-out of real sockets: lifted where a peer's window holds our bytes back, and nowhere else. */
final class UserTimeoutTest {
    private static final LivenessPolicy WITHIN = LivenessPolicy.within(Duration.ofSeconds(5));
    private static final LivenessPolicy POLICY =
            new LivenessPolicy(WITHIN.kernel(), WITHIN.heartbeat(), WITHIN.stallLimit(), Duration.ofMillis(500));

    private static final int USER_TIMEOUT =
            Math.toIntExact(POLICY.kernel().userTimeout().orElseThrow().toMillis());

    private static final int BULK = 8_000_000;

    private final Setup setup = Setup.eachTransport().findFirst().orElseThrow();

    @BeforeEach
    void onlyEpollHasOne() {
        assumeTrue(setup.isEpoll() && TcpInfo.isComplete(), "no kernel witness here");
    }

    private int userTimeout(LineHandler line) throws Exception {
        KernelOptions options = setup.transport().kernelOptions();
        return Loopback.onLoop(line.channel(), () -> options.read(line.channel()))
                .userTimeoutMillis()
                .orElseThrow();
    }

    private void send(LineHandler line, int bytes) {
        line.channel().writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    @Test
    void shouldBeLiftedForGoodWhereAWindowHoldsBytesBack() throws Exception {
        try (WatchedServer server = new WatchedServer(setup, POLICY, channel -> {});
                Socket reader = server.connect()) {
            LineHandler line = server.line(0);
            assertThat(userTimeout(line)).isEqualTo(USER_TIMEOUT);
            send(line, BULK);
            Loopback.await(() -> userTimeout(line), timeout -> timeout == 0);

            reader.getInputStream().skipNBytes(BULK);
            Loopback.onLoop(line.channel(), () -> {
                line.judgeBy(POLICY.withoutHeartbeat());
                return line;
            });
            send(line, 1);
            reader.getInputStream().skipNBytes(1);
            assertThat(userTimeout(line)).as("the kernel's clock may still run").isZero();
        }
    }

    @Test
    void shouldStayOnALineThatIsReadFrom() throws Exception {
        try (WatchedServer server = new WatchedServer(setup, POLICY, channel -> {});
                Socket reader = server.connect()) {
            LineHandler line = server.line(0);
            for (int i = 0; i < 100; i++) {
                send(line, 10_000);
                reader.getInputStream().skipNBytes(10_000);
            }
            assertThat(userTimeout(line)).isEqualTo(USER_TIMEOUT);
        }
    }

    @Test
    void shouldBeLiftedWhereTheLineHasItInPlaceOfItsListener() throws Exception {
        LivenessPolicy without = new LivenessPolicy(
                POLICY.kernel().withoutUserTimeout(), POLICY.heartbeat(), POLICY.stallLimit(), POLICY.drain());
        Diary diary = new Diary();
        Linekeeper keeper = Linekeeper.of(POLICY)
                .withListener(diary)
                .overriding(setup.transport().kernelOptions());
        try (WatchedServer server = new WatchedServer(
                        setup, without, channel -> channel.pipeline().addFirst(keeper.newLine()));
                Socket reader = server.connect()) {
            LineHandler line = server.line(0);
            assertThat(userTimeout(line)).isEqualTo(USER_TIMEOUT);
            send(line, BULK);
            Loopback.await(() -> userTimeout(line), timeout -> timeout == 0);
            reader.getInputStream().skipNBytes(BULK);
        }
    }

    /** At close it is the drain time, so that the kernel keeps what is left no longer. */
    @Test
    void shouldLeaveNoOrphanBehindALineFromWhichItWasLifted() throws Exception {
        try (WatchedServer server = new WatchedServer(setup, POLICY, channel -> {});
                Socket reader = server.connect()) {
            LineHandler line = server.line(0);
            send(line, BULK);
            Loopback.await(() -> userTimeout(line), timeout -> timeout == 0);
            line.channel().close();
            server.diary.awaitEnd(Fate.CLOSED);
            server.awaitNothingLeft();
            assertThat(reader.isClosed()).isFalse();
        }
    }
}
