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
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What has arrived is read before the cut, also if the loop has not: here it never does between the arrival and the cut, since
 * the roll is called in the middle of a task. On real sockets.
 */
final class LastBytesTest {
    private static final int ARRIVED = 200_000;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);
    /** Where a line that its peer holds would be let go by the test. */
    private static final int FOR_EVER = 64 << 20;

    /** A pass of Netty's: 16 buffers of 64 KiB. */
    private static final int PASS = 1 << 20;

    private interface OnBytes {
        void came(ChannelHandlerContext context, int bytes) throws IOException;
    }

    /** Counts what it is given. */
    private static final class Counting extends ChannelInboundHandlerAdapter {
        private final OnBytes then;
        private int received;

        Counting(OnBytes then) {
            this.then = then;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
            int bytes = ((ByteBuf) message).readableBytes();
            ((ByteBuf) message).release();
            received += bytes;
            then.came(context, bytes);
        }
    }

    private static LivenessPolicy policy(Duration drain) {
        return new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(20), drain);
    }

    private static WatchedServer server(Setup setup, Duration drain, Counting counting) {
        return new WatchedServer(
                setup, policy(drain), channel -> channel.pipeline().addLast(counting));
    }

    private static void call(Channel channel) {
        LoopRoll.of(channel.eventLoop(), TcpInfo.isFor(channel)).run();
    }

    /** Ends the line, has bytes arrive, and cuts it, all in one task of its loop. */
    private static void cutWithBytesUnread(WatchedServer server, Socket peer, Consumer<Channel> before)
            throws Exception {
        LineHandler line = server.line(0);
        Channel channel = line.channel();
        channel.config().setOption(ChannelOption.SO_RCVBUF, 4 * ARRIVED);
        Loopback.onLoop(channel, () -> {
            line.end(Fate.SUPERSEDED, null);
            peer.getOutputStream().write(new byte[ARRIVED]);
            Loopback.await(server::unreadBytes, bytes -> bytes == ARRIVED);
            before.accept(channel);
            line.makeWay();
            call(channel);
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldReadAllWhenALineMakesWay(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> {});
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            cutWithBytesUnread(server, peer, channel -> {});

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isEqualTo(ARRIVED);
        }
    }

    /** A pass reads 16 buffers. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldReadAllInAsManyPassesAsItTakes(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> {});
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            cutWithBytesUnread(
                    server,
                    peer,
                    channel -> channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(1_000)));

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isEqualTo(ARRIVED);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldReadAllWhenTheDrainDeadlineHasPassed(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> {});
        try (WatchedServer server = server(setup, SHORT, counting);
                Socket peer = server.connect()) {
            LineHandler line = server.line(0);
            Channel channel = line.channel();
            channel.config().setOption(ChannelOption.SO_RCVBUF, 4 * ARRIVED);
            Loopback.onLoop(channel, () -> {
                line.end(Fate.SUPERSEDED, null);
                peer.getOutputStream().write(new byte[ARRIVED]);
                Loopback.await(server::unreadBytes, bytes -> bytes == ARRIVED);
                return Loopback.await(
                        () -> {
                            call(channel);
                            return channel.isOpen();
                        },
                        open -> !open);
            });

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isEqualTo(ARRIVED);
        }
    }

    /** For each byte that is read it sends another, which has arrived when the next one is read. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldNotBeHeldByAPeerThatGoesOnSending(Setup setup) throws Exception {
        Socket[] peers = new Socket[1];
        int[] sent = {ARRIVED};
        int[] buffer = new int[1];
        Counting counting = new Counting((context, bytes) -> {
            if (sent[0] < FOR_EVER) {
                sent[0] += bytes;
                peers[0].getOutputStream().write(new byte[bytes]);
            }
        });
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            peers[0] = peer;
            cutWithBytesUnread(
                    server, peer, channel -> buffer[0] = channel.config().getOption(ChannelOption.SO_RCVBUF));

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isBetween(ARRIVED + 1, 2 * buffer[0] + PASS);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldReadNothingIfTheApplicationDoesNot(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> {});
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            cutWithBytesUnread(server, peer, channel -> channel.config().setAutoRead(false));

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldReadNoMoreThanTheApplicationAsksFor(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> {});
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            cutWithBytesUnread(server, peer, channel -> {
                channel.config().setAutoRead(false);
                channel.read();
            });

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isBetween(1, ARRIVED - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldBearThatTheLineIsClosedByWhoeverHearsThem(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> context.close());
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            cutWithBytesUnread(server, peer, channel -> {});

            server.diary.awaitEnd(Fate.SUPERSEDED);
            assertThat(counting.received).isBetween(1, ARRIVED - 1);
        }
    }

    /** It is the application's again, and reads on as it likes. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldLeaveALineAloneThatIsWatchedNoMore(Setup setup) throws Exception {
        Counting counting = new Counting((context, bytes) -> {
            if (context.pipeline().get(LineHandler.class) != null) {
                context.pipeline().remove(LineHandler.class);
            }
        });
        try (WatchedServer server = server(setup, LONG, counting);
                Socket peer = server.connect()) {
            Channel channel = server.line(0).channel();
            cutWithBytesUnread(server, peer, same -> {});

            server.diary.awaitEnd(Fate.SUPERSEDED);
            Loopback.await(() -> Loopback.onLoop(channel, () -> counting.received), bytes -> bytes == ARRIVED);
            assertThat(channel.isOpen()).isTrue();
            assertThat(channel.pipeline().get(LastBytes.class)).isNull();
            channel.close().sync();
        }
    }
}
