package io.linekeeper.netty.client;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.HeartbeatHandler;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineHeartbeat;
import io.linekeeper.netty.MalformedFrameException;
import io.linekeeper.netty.Outbox;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of the {@code line} protocol on one connection: says HELLO, waits for the WELCOME, and from then on keeps
 * the heartbeat that the server wants and its own.
 *
 * <pre>{@code
 *   LineHandler - WireDecoder - WireEncoder - Outbox - Connection
 * }</pre>
 *
 * <p>Not sharable; on the channel's event loop.
 */
final class Connection extends HeartbeatHandler<Frame> {
    private final LineClientConfig config;
    private final long instance;
    private final ConnectionListener listener;
    private @Nullable ChannelHandlerContext context;
    private @Nullable LineHandler line;
    private @Nullable Beating beating;
    private @Nullable Future<?> leaving;
    private boolean saidHello;

    Connection(LineClientConfig config, long instance, ConnectionListener listener) {
        super(LineHeartbeat.of(config.policy()));
        this.config = config;
        this.instance = instance;
        this.listener = listener;
    }

    ConnectionListener listener() {
        return listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        super.handlerAdded(ctx);
        context = ctx;
        line = Objects.requireNonNull(
                ctx.pipeline().get(LineHandler.class), "a Connection needs a LineHandler before it in the pipeline");
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!saidHello) {
            saidHello = true;
            line().expectWithin(config.welcomeWithin());
            ctx.writeAndFlush(config.hello(instance), ctx.voidPromise());
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof Frame.Welcome welcome) {
            welcome(ctx, welcome);
        } else if (message instanceof Frame.Data data) {
            listener.received(data);
        } else if (message instanceof Frame.Goodbye goodbye) {
            goodbye(goodbye);
        } else {
            super.channelRead(ctx, message);
        }
    }

    /** One that comes after the verdict comes too late. */
    private void welcome(ChannelHandlerContext ctx, Frame.Welcome welcome) {
        if (line().verdict() != null) {
            return;
        }
        if (welcome.version() != Frame.VERSION) {
            line().end(Fate.MALFORMED, "WELCOME speaks version " + welcome.version() + ", which HELLO did not offer");
            return;
        }
        line().expectationMet();
        line().judgeBy(config.after(welcome));
        outbox().cutTo(welcome.largestPayload());
        if (welcome.client().mode() == Frame.Watch.Mode.BEATS
                && config.longestBeat().isPresent()) {
            beating = Beating.begin(ctx, welcome.client(), config.longestBeat().get());
        }
        listener.welcomed(welcome);
    }

    private void goodbye(Frame.Goodbye goodbye) {
        listener.goodbye(goodbye);
        line().end(Fate.FINISHED, said(goodbye));
    }

    private static String said(Frame.Goodbye goodbye) {
        return "the server said goodbye: " + goodbye.code()
                + (goodbye.text().isEmpty() ? "" : " (" + goodbye.text() + ")");
    }

    /** Hands on a message; completes when its bytes were handed to the kernel. */
    ChannelFuture send(ByteBuffer message) {
        return Objects.requireNonNull(context).writeAndFlush(message);
    }

    /** Says goodbye behind what was written, at the latest after the drain time, and half-closes. */
    void leave() {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        if (line().verdict() != null || leaving != null) {
            return;
        }
        leaving = ctx.executor().schedule(this::endNow, config.policy().drain().toNanos(), TimeUnit.NANOSECONDS);
        outbox().whenEmpty(ctx).addListener(sent -> endNow());
    }

    private void endNow() {
        line().end(Fate.SHUTDOWN, null);
    }

    /** As every line's, but that this side leaves where a server would go down. */
    @Override
    protected Frame goodbye(Verdict verdict) {
        GoodbyeCode code = verdict.fate() == Fate.SHUTDOWN ? GoodbyeCode.LEAVING : GoodbyeCode.of(verdict.fate());
        return LineHeartbeat.goodbye(code, verdict, Duration.ZERO);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Verdict verdict) {
            stopTasks();
            listener.judged(verdict.fate());
            if (verdict.fate() == Fate.FINISHED) {
                finish(ctx);
            }
        }
        super.userEventTriggered(ctx, event);
    }

    /** The server has ended its side, or says that it does: what was written is still sent, and then our side ends too. */
    private void finish(ChannelHandlerContext ctx) {
        outbox().whenEmpty(ctx).addListener(sent -> endOurSide(ctx.channel()));
    }

    /** Closes where the server's side is at an end; otherwise its FIN does, or the drain deadline. */
    private static void endOurSide(Channel channel) {
        if (!(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
            channel.close();
        } else if (channel.isOpen() && !duplex.isOutputShutdown()) {
            duplex.shutdownOutput();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof MalformedFrameException malformed) {
            line().end(Fate.MALFORMED, malformed.getMessage());
        } else {
            line().end(
                            Fate.CLOSED,
                            "the client failed on this line: "
                                    + cause.getClass().getSimpleName());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopTasks();
        listener.closed();
        ctx.fireChannelInactive();
    }

    private void stopTasks() {
        if (beating != null) {
            beating.stop();
        }
        if (leaving != null) {
            leaving.cancel(false);
        }
    }

    private Outbox outbox() {
        return Objects.requireNonNull(
                Objects.requireNonNull(context).pipeline().get(Outbox.class), "a Connection needs an Outbox before it");
    }

    private LineHandler line() {
        return Objects.requireNonNull(line, "the connection is in no pipeline");
    }
}
