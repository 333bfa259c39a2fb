package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A line that drains makes way: what has arrived is read, and nothing more is waited for. On real sockets. */
final class MakeWayTest {
    private static final int ARRIVED = 200_000;
    private static final LivenessPolicy PATIENT =
            new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(20), Duration.ofMinutes(1));

    private static WatchedServer server(Setup setup, AtomicInteger received) {
        return new WatchedServer(
                setup,
                PATIENT,
                channel -> channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        received.addAndGet(((ByteBuf) message).readableBytes());
                        ((ByteBuf) message).release();
                    }
                }));
    }

    /** The loop is busy while the bytes arrive, so that none of them is read before the line is to make way. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldReadAllThatHasArrived(Setup setup) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (WatchedServer server = server(setup, received);
                Socket peer = server.connect()) {
            LineHandler line = server.line(0);
            Channel channel = line.channel();
            channel.config().setOption(ChannelOption.SO_RCVBUF, 4 * ARRIVED);
            Loopback.onLoop(channel, () -> {
                line.end(Fate.SUPERSEDED, null);
                return null;
            });
            server.diary.await("draining", 1);
            assertThat(peer.getInputStream().read()).as("our half is closed").isEqualTo(-1);
            int before = Loopback.onLoop(channel, () -> {
                peer.getOutputStream().write(new byte[ARRIVED]);
                Loopback.await(server::unreadBytes, bytes -> bytes == ARRIVED);
                line.makeWay();
                return received.get();
            });

            assertThat(before).isZero();
            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(received).hasValue(ARRIVED);
        }
    }

    /** A call that is due anyway and comes right after: the loop has not read before it. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldReadBeforeTheCutAlsoIfACallWasDue(Setup setup) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (WatchedServer server = server(setup, received);
                Socket peer = server.connect()) {
            LineHandler line = server.line(0);
            Channel channel = line.channel();
            channel.config().setOption(ChannelOption.SO_RCVBUF, 4 * ARRIVED);
            Loopback.onLoop(channel, () -> {
                line.end(Fate.SUPERSEDED, null);
                peer.getOutputStream().write(new byte[ARRIVED]);
                Loopback.await(server::unreadBytes, bytes -> bytes == ARRIVED);
                line.makeWay();
                LoopRoll.of(channel.eventLoop(), TcpInfo.isFor(channel)).run();
                return null;
            });

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(received).hasValue(ARRIVED);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldLeaveALineAloneThatDoesNotDrain(Setup setup) throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (WatchedServer server = server(setup, received);
                Socket peer = server.connect()) {
            Loopback.onLoop(server.line(0).channel(), () -> {
                server.line(0).makeWay();
                return null;
            });
            peer.getOutputStream().write(1);
            Loopback.await(received::get, count -> count == 1);
            peer.shutdownOutput();
            server.diary.await("draining", 1);
            Loopback.onLoop(server.line(0).channel(), () -> {
                server.line(0).makeWay();
                return null;
            });
            server.diary.awaitEnd(Fate.FINISHED);
        }
    }
}
