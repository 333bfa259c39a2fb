package io.linekeeper.netty.session;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.HeartbeatHandler;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineHeartbeat;
import io.linekeeper.netty.MalformedFrameException;
import io.linekeeper.netty.WireDecoder;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionLine;
import io.linekeeper.wire.Agreement;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of the {@code line} protocol on one line: hears the HELLO, has the device prove itself, claims its
 * session, says WELCOME, and from then on keeps the heartbeat that was agreed on. Passes on {@link Frame.Data} alone, after
 * the {@link Session} as a user event.
 *
 * <pre>{@code
 *   LineHandler - WireDecoder - WireEncoder - Outbox - SessionHandler - the application's handlers
 * }</pre>
 *
 * <p>Not sharable; on the channel's event loop, except where {@link SessionLine} says otherwise.
 */
public final class SessionHandler extends HeartbeatHandler<Frame> {
    private static final AttributeKey<Session> SESSION = AttributeKey.valueOf(SessionHandler.class, "session");

    private final SessionTerms terms;
    private final Place place = new Place();
    private @Nullable ChannelHandlerContext context;
    private @Nullable LineHandler line;
    private @Nullable Agreement agreement;
    private Duration retryAfter = Duration.ZERO;
    private @Nullable GoodbyeCode code;
    private boolean arrived;

    /** Speaks the protocol on one line, by the terms of its listener. */
    public SessionHandler(SessionTerms terms) {
        super(LineHeartbeat.of(terms.policy()));
        this.terms = terms;
    }

    /** The session of a channel; null before its WELCOME, and on channels that have none. Any thread. */
    public static @Nullable Session of(Channel channel) {
        return channel.hasAttr(SESSION) ? channel.attr(SESSION).get() : null;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        super.handlerAdded(ctx);
        context = ctx;
        line = Objects.requireNonNull(
                ctx.pipeline().get(LineHandler.class),
                "a SessionHandler needs a LineHandler before it in the pipeline");
        if (ctx.channel().isActive()) {
            line.expectWithin(terms.handshake());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        line().expectWithin(terms.handshake());
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof Frame.Hello hello) {
            hello(hello);
        } else if (message instanceof Frame.Beat beat) {
            line().livesFor(beat.ttl());
        } else if (message instanceof Frame.Goodbye goodbye) {
            line().end(Fate.FINISHED, said(goodbye));
        } else {
            super.channelRead(ctx, message);
        }
    }

    private static String said(Frame.Goodbye goodbye) {
        return "goodbye " + goodbye.code() + (goodbye.text().isEmpty() ? "" : ": " + goodbye.text());
    }

    private void hello(Frame.Hello hello) {
        if (line().verdict() != null) {
            return;
        }
        agreement = Agreement.on(hello, terms.policy()).orElse(null);
        if (agreement == null) {
            code = GoodbyeCode.VERSION;
            line().end(
                            Fate.REFUSED,
                            "it speaks the versions " + hello.lowestVersion() + " to " + hello.highestVersion()
                                    + " of the protocol, and here is spoken " + Frame.VERSION);
            return;
        }
        Proof.of(terms, hello)
                .thenAccept(proven -> onLoop(() -> {
                    if (line().verdict() == null) {
                        proven(hello, Boolean.TRUE.equals(proven));
                    }
                }));
    }

    private void proven(Frame.Hello hello, boolean proven) {
        if (proven) {
            arrived = true;
            terms.sessions().arrived(place, hello.device(), hello.instance());
        } else {
            line().end(Fate.UNAUTHENTICATED, "the device " + hello.device() + " was not proven");
        }
    }

    private void welcome(Session session) {
        if (line().verdict() != null) {
            return;
        }
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        Agreement agreed = Objects.requireNonNull(agreement);
        line().expectationMet();
        line().judgeBy(agreed.policy());
        ctx.channel().attr(SESSION).set(session);
        Objects.requireNonNull(ctx.pipeline().get(WireDecoder.class)).open();
        ctx.writeAndFlush(agreed.welcome(session.epoch(), terms.largestPayload()), ctx.voidPromise());
        ctx.fireUserEventTriggered(session);
    }

    /** Where the server is to stay silent its peer is told so, and may ask in vain. */
    @Override
    protected void answer(ChannelHandlerContext ctx, Frame answer) {
        if (agreement != null && agreement.answers()) {
            super.answer(ctx, answer);
        }
    }

    @Override
    protected Frame goodbye(Verdict verdict) {
        GoodbyeCode why = code == null ? GoodbyeCode.of(verdict.fate()) : code;
        return LineHeartbeat.goodbye(why, verdict, retryAfter);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Verdict && arrived) {
            terms.sessions().judged(place);
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        gone();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone();
        ctx.fireChannelInactive();
    }

    /** A peer that does not speak the protocol ends; what else fails is the application's. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof MalformedFrameException) {
            line().end(Fate.MALFORMED, cause.getMessage());
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }

    private void gone() {
        if (arrived) {
            arrived = false;
            terms.sessions().closed(place);
        }
    }

    private LineHandler line() {
        return Objects.requireNonNull(line, "the handler is in no pipeline");
    }

    private void onLoop(Runnable task) {
        try {
            Objects.requireNonNull(context).channel().eventLoop().execute(task);
        } catch (RejectedExecutionException ended) {
            // The loop has ended, and its lines with it.
        }
    }

    /** The line's place in the registry; on the thread of the sessions. */
    private final class Place implements SessionLine {
        @Override
        public int number() {
            return line().number();
        }

        @Override
        public void admitted(Session session) {
            onLoop(() -> welcome(session));
        }

        @Override
        public void refused(String why, Duration wait) {
            onLoop(() -> {
                retryAfter = Duration.ofMillis(wait.plusNanos(999_999).toMillis());
                line().end(Fate.REFUSED, why);
            });
        }

        @Override
        public void superseded() {
            onLoop(() -> line().end(Fate.SUPERSEDED, null));
        }

        @Override
        public void makeWay() {
            onLoop(() -> line().makeWay());
            terms.sessions().makesWay(this);
        }
    }
}
