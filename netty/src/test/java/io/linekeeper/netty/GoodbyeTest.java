package io.linekeeper.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The last message of a protocol that has one: who hears it, and that it comes before the FIN. */
final class GoodbyeTest {
    private static final int BULK = 200_000;

    /** A goodbye that names the fate, and no questions. */
    private static final class Goodbyes implements HeartbeatCodec<ByteBuf> {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public Class<ByteBuf> messageType() {
            return ByteBuf.class;
        }

        @Override
        public ByteBuf ping(long token) {
            throw new IllegalStateException("no question");
        }

        @Override
        public boolean isPing(ByteBuf message) {
            return false;
        }

        @Override
        public ByteBuf answer(ByteBuf ping) {
            return ping;
        }

        @Override
        public boolean isPong(ByteBuf message) {
            return false;
        }

        @Override
        public @Nullable ByteBuf goodbye(Verdict verdict) {
            asked.incrementAndGet();
            return Unpooled.copiedBuffer(verdict.fate().name(), US_ASCII);
        }
    }

    /** Closes when its one write is done, in the middle of the flush: as most servers do. */
    private static final class AnswerAndClose extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static WatchedServer server(Setup setup) {
        return new WatchedServer(
                setup,
                LineEndsTest.WATCHED,
                channel -> channel.pipeline().addLast(new HeartbeatHandler<>(new Goodbyes()), new AnswerAndClose()));
    }

    private static String allThatComes(Socket peer) throws Exception {
        peer.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
        return new String(peer.getInputStream().readAllBytes(), US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldSayGoodbyeBeforeTheApplicationsClose(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            server.line(0).channel().close();

            assertThat(allThatComes(peer)).isEqualTo("CLOSED");
            server.diary.awaitEnd(Fate.CLOSED);
            assertThat(server.diary.of("draining")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldSayGoodbyeAfterTheLastWriteWhoseCompletionCloses(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            peer.getOutputStream().write("bye? ".getBytes(US_ASCII));

            assertThat(allThatComes(peer)).isEqualTo("bye? CLOSED");
            server.diary.awaitEnd(Fate.CLOSED);
        }
    }

    /** What a peer does not take is dropped by a close, as ever: the goodbye behind it cannot come first. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldNotHoldUpTheApplicationsCloseForABacklog(Setup setup) throws Exception {
        try (WatchedServer server = server(setup);
                Socket peer = server.connect()) {
            Channel channel = server.line(0).channel();
            boolean closed = Loopback.onLoop(channel, () -> {
                channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[16 << 20]));
                channel.close();
                return !channel.isOpen();
            });

            assertThat(closed).isTrue();
            server.diary.awaitEnd(Fate.CLOSED);
            WatchedServer.reset(peer);
        }
    }

    /** Whatever of its bytes we have not read: a close would answer them with a reset, which destroys the goodbye. */
    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"UNAUTHENTICATED", "REFUSED", "FLOODING", "MALFORMED"})
    void shouldReachAPeerThatHasJustSent(Fate fate) throws Exception {
        for (Setup setup : Setup.all().toList()) {
            AtomicInteger passed = new AtomicInteger();
            try (WatchedServer server = new WatchedServer(
                            setup,
                            LineEndsTest.WATCHED,
                            channel -> channel.pipeline()
                                    .addLast(new HeartbeatHandler<>(new Goodbyes()), new EndsTheLine(fate, passed)));
                    Socket peer = server.connect()) {
                peer.getOutputStream().write(new byte[BULK]);

                assertThat(allThatComes(peer)).isEqualTo(fate.name());
                peer.getOutputStream().write(new byte[BULK]);
                peer.shutdownOutput();
                server.diary.awaitEnd(fate);
                assertThat(passed.get()).as("reads that were passed on").isEqualTo(1);
            }
        }
    }

    private static final class EndsTheLine extends ChannelInboundHandlerAdapter {
        private final Fate fate;
        private final AtomicInteger passed;

        EndsTheLine(Fate fate, AtomicInteger passed) {
            this.fate = fate;
            this.passed = passed;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
            passed.incrementAndGet();
            context.pipeline().get(LineHandler.class).end(fate, null);
        }
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void shouldSayGoodbyeToWhoMayHearIt(Fate fate) {
        Embedded line = new Embedded(Embedded.ONE_WAY, new HeartbeatHandler<>(new Goodbyes()));
        line.line().end(fate, null);

        StringBuilder said = new StringBuilder();
        for (ByteBuf sent = line.channel.readOutbound(); sent != null; sent = line.channel.readOutbound()) {
            said.append(sent.toString(US_ASCII));
            sent.release();
        }
        assertThat(said.toString()).isEqualTo(fate.mayHear() ? fate.name() : "");
        line.channel.finishAndReleaseAll();
    }

    @Test
    void shouldNotSayGoodbyeWhereTheConnectionGoesOnOrIsGone() {
        Goodbyes codec = new Goodbyes();
        Embedded handlerGone = new Embedded(Embedded.ONE_WAY, new HeartbeatHandler<>(codec));
        handlerGone.channel.pipeline().remove(LineHandler.class);
        Embedded loopGone = new Embedded(Embedded.ONE_WAY, new HeartbeatHandler<>(codec));
        loopGone.channel.deregister();
        loopGone.channel.runPendingTasks();

        assertThat(handlerGone.line().verdict().fate()).isEqualTo(Fate.CLOSED);
        assertThat(loopGone.line().verdict().fate()).isEqualTo(Fate.CLOSED);
        assertThat(codec.asked).hasValue(0);
    }
}
