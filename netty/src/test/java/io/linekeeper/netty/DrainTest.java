package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may still come and go after the verdict, and until when. On real sockets over loopback. */
final class DrainTest {
    private static final Duration DRAIN = Duration.ofMillis(400);
    private static final LivenessPolicy WATCHED =
            new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(20), DRAIN);
    private static final LivenessPolicy TWO_WAY = new LivenessPolicy(
            KernelPolicy.off(),
            new Heartbeat.TwoWay(
                    new KeepAlive(Duration.ofMillis(200), Duration.ofMillis(100), 2), Heartbeat.Answers.REQUIRED),
            Duration.ofSeconds(20),
            DRAIN);
    /** Long enough for bulk to be read on a busy machine. */
    private static final LivenessPolicy PATIENT =
            new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(20), Duration.ofSeconds(10));

    private static final int BULK = 16 << 20;

    /** Counts the bytes that it is given; ends nothing by itself. */
    private static final class Counting extends ChannelInboundHandlerAdapter {
        private final AtomicInteger bytes;

        Counting(AtomicInteger bytes) {
            this.bytes = bytes;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf buffer) {
                bytes.addAndGet(buffer.readableBytes());
            }
            ReferenceCountUtil.release(message);
        }
    }

    private static WatchedServer server(Setup setup, LivenessPolicy policy, AtomicInteger received) {
        return new WatchedServer(setup, policy, channel -> channel.pipeline().addLast(new Counting(received)));
    }

    private static void end(LineHandler line, Fate fate) throws Exception {
        Loopback.onLoop(line.channel(), () -> {
            line.end(fate, null);
            return null;
        });
    }

    private static void writeBulk(Channel channel) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[BULK]));
    }

    private static Duration between(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    private static void assertCutAt(Duration after) {
        assertThat(after).isBetween(DRAIN.minusMillis(1), DRAIN.plusMillis(1000));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"SHUTDOWN", "HUNG"})
    void shouldDrainOnEachTransport(Fate fate) throws Exception {
        for (Setup setup : Setup.all().toList()) {
            shouldDeliverWhatStillComesUntilTheDeadline(setup, fate);
        }
    }

    private void shouldDeliverWhatStillComesUntilTheDeadline(Setup setup, Fate fate) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (WatchedServer server = server(setup, WATCHED, received);
                Socket peer = server.connect()) {
            long begin = System.nanoTime();
            end(server.line(0), fate);

            assertThat(peer.getInputStream().read()).as("our half is closed").isEqualTo(-1);
            for (int i = 1; i <= 5; i++) {
                peer.getOutputStream().write(i);
                int sent = i;
                Loopback.await(received::get, count -> count == sent);
            }
            assertThat(server.diary.of("closed")).isEmpty();
            server.diary.awaitEnd(fate);
            assertCutAt(between(begin));
            assertThat(server.diary.of("draining")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldEndAtOnceWhenThePeerEndsToo(Setup setup) throws Exception {
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            long begin = System.nanoTime();
            end(server.line(0), Fate.SHUTDOWN);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.shutdownOutput();

            server.diary.awaitEnd(Fate.SHUTDOWN);
            assertThat(between(begin)).isLessThan(DRAIN);
        }
    }

    /** The peer's kernel acknowledges and nobody answers; what it says after the verdict is delivered all the same. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldDrainALineThatIsFoundDead(Setup setup) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (WatchedServer server = new WatchedServer(
                        setup,
                        TWO_WAY,
                        channel -> channel.pipeline()
                                .addLast(new Fixed1028Encoder(), new HeartbeatHandler<>(new Fixed1028Heartbeat()))
                                .addLast(new Counting(received)));
                Socket peer = server.connect()) {
            long begin = System.nanoTime();
            server.diary.await("verdict", 1);
            assertThat(between(begin)).isBetween(Duration.ofMillis(380), Duration.ofMillis(1400));
            peer.getOutputStream().write(new byte[] {1, 2, 3});
            Loopback.await(received::get, count -> count == 3);

            server.diary.awaitEnd(setup.isEpoll() ? Fate.HUNG : Fate.SILENT);
            assertCutAt(between(begin).minusMillis(400));
        }
    }

    /** Writes with a void promise fail into the pipeline when our half is closed: that is no error of the socket. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldNotBeCutShortByOurOwnWrites(Setup setup) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (WatchedServer server = server(setup, PATIENT, received);
                Socket peer = server.connect()) {
            Channel channel = server.line(0).channel();
            Loopback.onLoop(channel, () -> {
                channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[BULK]));
                server.line(0).end(Fate.SHUTDOWN, null);
                channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[BULK]), channel.voidPromise());
                return null;
            });

            assertThat(peer.getInputStream().readNBytes(BULK)).hasSize(BULK);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.getOutputStream().write(1);
            Loopback.await(received::get, count -> count == 1);
            peer.shutdownOutput();
            server.diary.awaitEnd(Fate.SHUTDOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldSendOnAfterThePeersFin(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, true);
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            peer.shutdownOutput();
            server.diary.await("draining", 1);
            server.line(0).channel().writeAndFlush(Unpooled.wrappedBuffer(new byte[] {7}));

            assertThat(peer.getInputStream().read()).isEqualTo(7);
            server.diary.awaitEnd(Fate.FINISHED);
        }
    }

    /** More than fits, so that the loop must be told when there is room: Netty had given up listening for that. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldSendBulkAfterThePeersFin(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, true);
        try (WatchedServer server = server(setup, PATIENT, new AtomicInteger());
                Socket peer = server.connect()) {
            peer.shutdownOutput();
            server.diary.await("draining", 1);
            Channel channel = server.line(0).channel();
            Loopback.onLoop(
                    channel, () -> channel.eventLoop().schedule(() -> writeBulk(channel), 50, TimeUnit.MILLISECONDS));

            assertThat(peer.getInputStream().readNBytes(BULK)).hasSize(BULK);
            channel.close();
            server.diary.awaitEnd(Fate.FINISHED);
        }
    }

    /** An application that never closes: no CLOSE_WAIT stays beyond the drain. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldCutAFinishedLineThatTheApplicationForgot(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, true);
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            long begin = System.nanoTime();
            peer.shutdownOutput();

            server.diary.awaitEnd(Fate.FINISHED);
            assertCutAt(between(begin));
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldCutAFinishedPeerThatDoesNotRead(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, true);
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            writeBulk(server.line(0).channel());
            long begin = System.nanoTime();
            peer.shutdownOutput();

            server.diary.awaitEnd(Fate.FINISHED);
            assertCutAt(between(begin));
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldCutAMalformedPeerThatDoesNotRead(Setup setup) throws Exception {
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            writeBulk(server.line(0).channel());
            long begin = System.nanoTime();
            end(server.line(0), Fate.MALFORMED);

            server.diary.awaitEnd(Fate.MALFORMED);
            assertCutAt(between(begin));
            server.awaitNothingLeft();
            assertThat(peer.isClosed()).isFalse();
        }
    }

    /** The kernel alone keeps the rest of what was sent; on epoll it is told for how long at most. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldLeaveNoOrphanBehindTheApplicationsClose(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, true);
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            writeBulk(server.line(0).channel());
            server.line(0).channel().close();
            server.diary.awaitEnd(Fate.CLOSED);
            if (!setup.isEpoll()) {
                WatchedServer.reset(peer);
            }
            server.awaitNothingLeft();
        }
    }

    /** Netty leaves the half-closed connection registered, and its error would wake the loop again and again. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldNotSpinOnAResetAfterTheFin(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, true);
        LivenessPolicy patient = new LivenessPolicy(
                KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(20), Duration.ofMillis(1500));
        try (WatchedServer server = server(setup, patient, new AtomicInteger());
                Socket peer = server.connect()) {
            peer.shutdownOutput();
            server.diary.await("draining", 1);
            Channel channel = server.line(0).channel();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long loop = Loopback.onLoop(channel, () -> Thread.currentThread().getId());
            WatchedServer.reset(peer);
            long before = threads.getThreadCpuTime(loop);
            server.diary.awaitEnd();

            assertThat(Duration.ofNanos(threads.getThreadCpuTime(loop) - before))
                    .isLessThan(Duration.ofMillis(300));
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldCutWithResetOnlyIfSomethingIsUnderWay(ResolvedTransport transport) throws Exception {
        assertThat(cut(transport, sample(true, 0, 0))).isEqualTo("FIN");
        assertThat(cut(transport, sample(true, 1, 0))).isEqualTo("RST");
        assertThat(cut(transport, sample(true, 0, 1)))
                .as("our FIN is unacknowledged")
                .isEqualTo("RST");
        assertThat(cut(transport, sample(false, 0, 0))).as("nobody can tell").isEqualTo("RST");
    }

    private static Witness sample(boolean kernel, int backlog, int segments) {
        return new Witness(0, kernel, true, 0, 0, 0, backlog, segments, 0, 0, 0, 0, 0);
    }

    private static String cut(ResolvedTransport transport, Witness sample) throws Exception {
        try (Loopback loopback = new Loopback(transport, bootstrap -> {});
                Socket peer = new Socket(
                        loopback.address().getAddress(), loopback.address().getPort())) {
            Channel channel = loopback.nextAccepted();
            Loopback.onLoop(channel, () -> {
                Closing.cut(channel.pipeline().firstContext(), sample, DRAIN);
                return null;
            });
            peer.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
            return peer.getInputStream().read() == -1 ? "FIN" : "a byte";
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
            return "RST";
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldRefuseStepsThatTheRollCallCarriesOut(Setup setup) throws Exception {
        try (WatchedServer server = server(setup, WATCHED, new AtomicInteger());
                Socket peer = server.connect()) {
            assertThatThrownBy(() -> server.line(0).carryOut(Step.SAMPLE)).hasMessageContaining("SAMPLE");
            peer.shutdownOutput();
        }
    }
}
