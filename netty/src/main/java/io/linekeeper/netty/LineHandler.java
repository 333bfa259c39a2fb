package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Keeper;
import io.linekeeper.line.Line;
import io.linekeeper.line.Step;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Watches one channel as a line: marks it as heard, carries out what the roll call decides, and ends it with one verdict.
 * Decides nothing itself.
 *
 * <p>Add it first in the pipeline, before decoders, and before TLS: any inbound byte is life, also half a frame. Where the
 * protocol has a heartbeat, add a {@link HeartbeatHandler} behind the codec.
 *
 * <pre>{@code
 *   LineHandler - (TLS) - frame codec - HeartbeatHandler - the application's handlers
 * }</pre>
 *
 * <p>The verdict is fired through the pipeline as a user event ({@link Verdict}), so that a protocol can say goodbye. A
 * channel that allows half-closure may go on sending after its peer's FIN, and is closed at the drain deadline at the
 * latest.
 *
 * <p>Not sharable; all methods on the channel's event loop.
 */
public final class LineHandler extends ChannelDuplexHandler implements Keeper {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Linekeeper keeper;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Line line;
    private int number;
    private int stoppedReading;
    private boolean reading;
    private boolean byAutoRead;
    private boolean closed;

    LineHandler(Linekeeper keeper) {
        this.keeper = keeper;
    }

    /** The line's number: unique in this process, counted from 1. */
    public int number() {
        return number;
    }

    /** The name of the {@link Linekeeper} that watches it: the listener's, as a rule. */
    public String name() {
        return keeper.name();
    }

    /** The policy under which it is judged. */
    public LivenessPolicy policy() {
        return keeper.policy();
    }

    /** The connection. */
    public Channel channel() {
        return context().channel();
    }

    /** The verdict, or null as long as there is none. */
    public @Nullable Verdict verdict() {
        return line == null ? null : line.verdict();
    }

    /** The peer answered a question. For a {@link HeartbeatHandler} or a protocol's own. */
    public void answered() {
        if (line != null) {
            line.answered();
        }
    }

    /**
     * Ends the line for a reason that only the application knows: {@link Fate#MALFORMED}, {@link Fate#SHUTDOWN} and the
     * like. Nothing happens if it has been judged before.
     *
     * @param detail for the evidence, or null; the peer's bytes only escaped
     */
    public void end(Fate fate, @Nullable String detail) {
        if (line != null) {
            Verdict verdict = line.judge(fate, detail, testify());
            if (verdict != null) {
                end(verdict);
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        leave("the line's handler was taken out of the pipeline");
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        leave("the channel left its event loop");
        ctx.fireChannelUnregistered();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
        ctx.fireChannelActive();
    }

    private void begin(ChannelHandlerContext ctx) {
        if (line != null) {
            return;
        }
        number = NUMBERS.incrementAndGet();
        KernelOptions override = keeper.override();
        if (override != null) {
            override.apply(ctx.channel(), policy().kernel());
        }
        byAutoRead = ctx.channel().config().isAutoRead();
        reading = byAutoRead;
        line = roll().add(policy(), this, keeper.listener());
        keeper.listener().connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = false;
        if (line != null) {
            line.hear();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!reading && line != null) {
            stoppedReading = line.stopListening();
        }
        ctx.fireChannelReadComplete();
    }

    /** Of all that tells whether a read is outstanding this alone can be relied on: proxies have the auto-read flag off. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        byAutoRead = ctx.channel().config().isAutoRead();
        if (!reading) {
            reading = true;
            if (line != null) {
                line.listenAgain(stoppedReading);
            }
        }
        ctx.read();
    }

    /** Switching auto-read off takes back the read that it asked for, and fires no event: it is found out here. */
    private boolean isReading(Line watched) {
        if (reading && byAutoRead && !channel().config().isAutoRead()) {
            reading = false;
            stoppedReading = watched.stopListening();
        }
        return reading;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (line != null && !ctx.channel().isWritable()) {
            line.watchBacklog();
            roll().hasten(line);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE || line == null) {
            ctx.fireUserEventTriggered(event);
            return;
        }
        Verdict finished = Inquest.onFin(line, ctx, testify());
        if (finished != null) {
            tell(finished);
        }
        ctx.fireUserEventTriggered(event);
        if (finished != null && ctx.channel().isOpen()) {
            drain(finished);
        } else if (Closing.isOutputShutdown(ctx.channel())) {
            Closing.close(ctx, policy().drain());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (line == null || !(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
        } else if (!isOurOwnEnd(cause)) {
            Verdict verdict = Inquest.hold(line, ctx, cause);
            if (verdict != null) {
                tell(verdict);
            }
            Closing.abort(ctx);
        } else if (line.verdict() == null) {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** A write with a void promise that came after our own side had ended: no error of the socket. */
    private static boolean isOurOwnEnd(Throwable cause) {
        return cause instanceof ClosedChannelException || cause instanceof ChannelOutputShutdownException;
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (line != null) {
            Verdict verdict = line.judge(Fate.CLOSED, null, testify());
            if (verdict != null) {
                tell(verdict);
            }
            Closing.limitOrphan(ctx.channel(), policy().drain());
        }
        ctx.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave(null);
        ctx.fireChannelInactive();
    }

    /** The line is gone from the kernel, or from this pipeline: it gets its verdict if it has none, and leaves the roll. */
    private void leave(@Nullable String detail) {
        if (line == null || closed) {
            return;
        }
        closed = true;
        Verdict verdict = detail == null
                ? Inquest.hold(line, context(), Closing.causeOfClose(context()))
                : line.judge(Fate.CLOSED, detail, null);
        if (verdict != null) {
            tell(verdict);
        }
        roll().remove(line, keeper.listener());
        keeper.listener().closed(this, Objects.requireNonNull(line.verdict()));
    }

    @Override
    public Witness testify() {
        return Testimony.take(channel(), line != null && isReading(line));
    }

    @Override
    public void carryOut(Step step) {
        switch (step) {
            case LISTEN -> Closing.readNow(context());
            case ASK -> ask();
            case SUSPECTED -> keeper.listener().suspected(this);
            case RECOVERED -> keeper.listener().recovered(this);
            case VERDICT -> end(Objects.requireNonNull(verdict()));
            case CUT -> Closing.cut(context(), testify(), policy().drain());
            case QUIET, SAMPLE -> throw new IllegalArgumentException("the roll call carries out " + step + " itself");
        }
    }

    private void ask() {
        HeartbeatHandler.askOn(context()).addListener(sent -> {
            if (!sent.isSuccess()) {
                cannotAsk(sent.cause());
            } else if (line != null) {
                line.asked(testify());
            }
        });
    }

    /** A question that was never sent must not be held against the peer: from now on the line is watched without any. */
    private void cannotAsk(Throwable why) {
        if (line != null && !closed && line.verdict() == null && channel().isOpen()) {
            roll().remove(line, keeper.listener());
            line = roll().add(HeartbeatHandler.withoutHeartbeat(policy()), this, keeper.listener());
            if (!isOurOwnEnd(why)) {
                context().fireExceptionCaught(why);
            }
        }
    }

    private void end(Verdict verdict) {
        tell(verdict);
        context().fireUserEventTriggered(verdict);
        if (channel().isOpen()) {
            Ending.begin(this, context(), verdict);
        }
    }

    /** What is still to come or to go may do so until the drain deadline. */
    void drain(Verdict verdict) {
        roll().drain(Objects.requireNonNull(line), policy().drain());
        keeper.listener().draining(this, verdict);
    }

    private void tell(Verdict verdict) {
        keeper.listener().verdict(this, verdict);
    }

    private LoopRoll roll() {
        return LoopRoll.of(channel().eventLoop(), TcpInfo.isFor(channel()));
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the line's handler is in no pipeline");
    }
}
