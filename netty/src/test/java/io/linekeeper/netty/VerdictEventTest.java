package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdict comes through the pipeline once, whatever it is and whatever handlers do about it. */
final class VerdictEventTest {

    /** Notes what comes, and does about the verdict what the test says. */
    private static final class Hearing extends ChannelInboundHandlerAdapter {
        private final List<String> heard;
        private final Consumer<ChannelHandlerContext> reaction;

        Hearing(List<String> heard, Consumer<ChannelHandlerContext> reaction) {
            this.heard = heard;
            this.reaction = reaction;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Verdict verdict) {
                heard.add(verdict.fate().name());
                reaction.accept(context);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            heard.add("inactive");
        }
    }

    private enum Reaction {
        NONE,
        CLOSE,
        CLOSE_CHANNEL,
        END,
        TAKE_OUT,
        TAKE_OUT_AND_CLOSE;

        void accept(ChannelHandlerContext context) {
            switch (this) {
                case NONE -> {}
                case CLOSE -> context.close();
                case CLOSE_CHANNEL -> context.channel().close();
                case END -> context.pipeline().get(LineHandler.class).end(Fate.REFUSED, null);
                case TAKE_OUT -> context.pipeline().remove(LineHandler.class);
                case TAKE_OUT_AND_CLOSE -> {
                    context.pipeline().remove(LineHandler.class);
                    context.close();
                }
            }
        }

        boolean takesOut() {
            return this == TAKE_OUT || this == TAKE_OUT_AND_CLOSE;
        }
    }

    private enum End {
        FIN(Fate.FINISHED) {
            @Override
            void happen(LineHandler line, Socket peer) throws Exception {
                peer.shutdownOutput();
            }
        },
        RST(Fate.RESET) {
            @Override
            void happen(LineHandler line, Socket peer) throws Exception {
                WatchedServer.reset(peer);
            }
        },
        OUR_CLOSE(Fate.CLOSED) {
            @Override
            void happen(LineHandler line, Socket peer) {
                line.channel().close();
            }
        },
        OUR_END(Fate.SHUTDOWN) {
            @Override
            void happen(LineHandler line, Socket peer) throws Exception {
                Loopback.onLoop(line.channel(), () -> {
                    line.end(Fate.SHUTDOWN, null);
                    return null;
                });
            }
        };

        final Fate fate;

        End(Fate fate) {
            this.fate = fate;
        }

        abstract void happen(LineHandler line, Socket peer) throws Exception;
    }

    static Stream<Arguments> ends() {
        return Setup.all()
                .flatMap(setup -> Stream.of(End.values())
                        .flatMap(end ->
                                Stream.of(Reaction.values()).map(reaction -> Arguments.of(setup, end, reaction))));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void shouldComeOnceBeforeTheChannelIsInactive(Setup setup, End end, Reaction reaction) throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (WatchedServer server = new WatchedServer(
                        setup,
                        LineEndsTest.WATCHED,
                        channel -> channel.pipeline().addLast(new Hearing(heard, reaction::accept)));
                Socket peer = server.connect()) {
            end.happen(server.line(0), peer);

            server.diary.awaitEnd(end.fate);
            if (reaction == Reaction.TAKE_OUT) {
                server.line(0).channel().close();
            }
            Loopback.await(() -> heard, all -> all.contains("inactive"));
            assertThat(heard).containsExactly(end.fate.name(), "inactive");
            assertThat(server.diary.of("draining")).hasSizeLessThanOrEqualTo(reaction.takesOut() ? 0 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldComeWhenTheHandlerIsTakenOut(Setup setup) throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (WatchedServer server = new WatchedServer(
                        setup,
                        LineEndsTest.WATCHED,
                        channel -> channel.pipeline().addLast(new Hearing(heard, context -> {})));
                Socket peer = server.connect()) {
            Channel channel = server.line(0).channel();
            Loopback.onLoop(channel, () -> channel.pipeline().remove(LineHandler.class));

            server.diary.awaitEnd(Fate.CLOSED);
            assertThat(heard).containsExactly(Fate.CLOSED.name());
            channel.close();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }
}
