package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each connected line gets one verdict and then one closed, however it ends. On real sockets over loopback. */
final class LineEndsTest {
    static final LivenessPolicy WATCHED =
            new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(20), Duration.ofMillis(300));

    /** An application as it should be: echoes, and ends its own side when the peer has ended. */
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Length16Frame frame) {
                context.writeAndFlush(frame.content());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static void echo(Channel channel) {
        channel.pipeline().addLast(new Length16Decoder(), new Echo());
    }

    private static WatchedServer server(Setup setup) {
        return new WatchedServer(setup, WATCHED, LineEndsTest::echo);
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldFinishWithThePeersFin(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            peer.getOutputStream().write(new byte[] {0, 1, 7});
            assertThat(peer.getInputStream().readNBytes(3)).containsExactly(0, 1, 7);
            peer.shutdownOutput();

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            Verdict verdict = server.diary.awaitEnd();
            assertThat(verdict.fate()).isEqualTo(Fate.FINISHED);
            assertThat(verdict.evidence().detail()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldTellHalfAFrameBeforeAFin(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            peer.getOutputStream().write(new byte[] {0, 9, 1, 2});
            peer.shutdownOutput();

            Verdict verdict = server.diary.awaitEnd();
            assertThat(verdict.fate()).isEqualTo(Fate.FINISHED);
            assertThat(verdict.evidence().detail()).isEqualTo("in the middle of a frame, after 4 bytes of it");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldTellAReset(Setup setup) throws Exception {
        try (WatchedServer server = server(setup)) {
            WatchedServer.reset(server.connect());

            Verdict verdict = server.diary.awaitEnd();
            assertThat(verdict.fate()).isEqualTo(Fate.RESET);
            assertThat(verdict.evidence().detail()).isEqualTo("ECONNRESET");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldTellAResetInTheMiddleOfAFrame(Setup setup) throws Exception {
        try (WatchedServer server = server(setup)) {
            Socket peer = server.connect();
            peer.getOutputStream().write(new byte[] {0, 9, 1, 2});
            WatchedServer.reset(peer);

            server.diary.awaitEnd(Fate.RESET);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldEndOnceOnAFinAndAReset(Setup setup) throws Exception {
        try (WatchedServer server = server(setup)) {
            Socket peer = server.connect();
            peer.shutdownOutput();
            WatchedServer.reset(peer);

            assertThat(server.diary.awaitEnd().fate()).isIn(Fate.FINISHED, Fate.RESET);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldTellTheApplicationsClose(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            server.line(0).channel().close();

            server.diary.awaitEnd(Fate.CLOSED);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldTellAHandlerThatThrewAndClosed(Setup setup) throws Exception {
        try (WatchedServer server = new WatchedServer(
                        setup, WATCHED, channel -> channel.pipeline().addLast(new Throwing()));
                Socket peer = server.connect()) {
            peer.getOutputStream().write(1);

            server.diary.awaitEnd(Fate.CLOSED);
        }
    }

    private static final class Throwing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            throw new IllegalStateException("a bug");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldEndAMalformedLineAndLeaveTheOthers(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket malformed = server.connect();
                Socket other = server.connect()) {
            LineHandler line = server.line(0);
            Loopback.onLoop(line.channel(), () -> {
                line.end(Fate.MALFORMED, "type 3");
                line.end(Fate.CLOSED, "too late");
                return null;
            });

            Diary.Entry closed = server.diary.await("closed", 1);
            assertThat(closed.line()).isSameAs(line);
            assertThat(line.verdict().fate()).isEqualTo(Fate.MALFORMED);
            assertThat(line.verdict().evidence().detail()).isEqualTo("type 3");
            assertThat(malformed.getInputStream().read()).isEqualTo(-1);
            other.getOutputStream().write(new byte[] {0, 0});
            assertThat(other.getInputStream().readNBytes(2)).containsExactly(0, 0);
            other.shutdownOutput();
            server.diary.await("closed", 2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldEndTheWatchWhenTheHandlerIsTakenOut(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            LineHandler line = server.line(0);
            line.channel().pipeline().remove(line);

            Verdict verdict = server.diary.awaitEnd();
            assertThat(verdict.fate()).isEqualTo(Fate.CLOSED);
            assertThat(verdict.evidence().detail()).contains("taken out of the pipeline");
            assertThat(line.channel().isOpen()).isTrue();
            peer.getOutputStream().write(new byte[] {0, 0});
            assertThat(peer.getInputStream().readNBytes(2)).containsExactly(0, 0);
        }
    }

    /** Nobody reads, so that only a write can find out; Netty closes without an event then. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldTellAnErrorOfAWrite(ResolvedTransport transport) throws Exception {
        Setup setup = new Setup(transport, true, false);
        try (WatchedServer server =
                new WatchedServer(setup, WATCHED, channel -> channel.pipeline().removeLast())) {
            Socket peer = server.connect();
            Channel channel = server.line(0).channel();
            WatchedServer.reset(peer);
            Loopback.await(
                    () -> {
                        channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]));
                        return channel.isOpen();
                    },
                    open -> !open);

            Verdict verdict = server.diary.awaitEnd();
            assertThat(verdict.fate()).isEqualTo(Fate.RESET);
            assertThat(verdict.evidence().detail()).isIn("EPIPE", "ECONNRESET");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldSayNothingOfALineThatWasNeverThere(Setup setup) throws Exception {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        try (WatchedServer server = server(setup)) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), nobody);

            assertThat(server.client(channel -> {}).connect(address).await().isSuccess())
                    .isFalse();
            assertThat(server.diary.entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldEndTheLineOfAClientToo(Setup setup) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WatchedServer server = server(setup)) {
            server.client(LineEndsTest::echo)
                    .connect(other.getLocalSocketAddress())
                    .sync();
            other.accept().close();

            server.diary.awaitEnd(Fate.FINISHED);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldShutDownWithTheLoop(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            Loops.end(server.group, Duration.ofSeconds(5)).sync();

            server.diary.awaitEnd(Fate.SHUTDOWN);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }
}
