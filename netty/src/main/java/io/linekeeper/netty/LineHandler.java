package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Keeper;
import io.linekeeper.line.Line;
import io.linekeeper.line.Step;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
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
        boolean witness = TcpInfo.isFor(ctx.channel());
        line = LoopRoll.of(ctx.channel().eventLoop(), witness).add(policy(), this, keeper.listener());
        keeper.listener().connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (line != null) {
            line.hear();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (line != null) {
            stoppedReading = line.stopListening();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!reading) {
            reading = true;
            if (line != null) {
                line.listenAgain(stoppedReading);
            }
        }
        ctx.read();
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
        Verdict judged = line.verdict();
        Verdict verdict = judged == null ? line.judge(Fate.FINISHED, restOfFrame(), testify()) : null;
        if (verdict != null) {
            tell(verdict);
        }
        ctx.fireUserEventTriggered(event);
        if (verdict != null) {
            if (ctx.channel().isOpen()) {
                drain(verdict);
            }
        } else {
            closeQuietly();
        }
    }

    /** Both sides have ended: nothing can come or go any more. */
    private void closeQuietly() {
        if (Closing.isOutputShutdown(channel())) {
            context().close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) || line == null) {
            ctx.fireExceptionCaught(cause);
            return;
        }
        Verdict verdict = judgeError(cause);
        if (verdict != null) {
            tell(verdict);
        }
        Closing.abort(ctx);
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
        Throwable cause = detail == null ? Closing.causeOfClose(context()) : null;
        Verdict verdict = detail != null ? line.judge(Fate.CLOSED, detail, null) : judgeError(cause);
        if (verdict != null) {
            tell(verdict);
        }
        roll().remove(line);
        keeper.listener().closed(this, Objects.requireNonNull(line.verdict()));
    }

    /** The verdict on a socket's error; without one its loop ended, or the peer did and half-closure was not allowed. */
    private @Nullable Verdict judgeError(@Nullable Throwable cause) {
        Line judged = Objects.requireNonNull(line);
        if (cause == null) {
            return channel().eventLoop().isShuttingDown()
                    ? judged.judge(Fate.SHUTDOWN, "the event loop was shut down", null)
                    : judged.judge(Fate.FINISHED, restOfFrame(), null);
        }
        SocketError error = SocketError.of(cause);
        if (error == null) {
            return judged.judge(Fate.CLOSED, cause.toString(), null);
        }
        return judged.judge(error.fate(judged.lastSample()), error.name(), null);
    }

    private @Nullable String restOfFrame() {
        for (var entry : context().pipeline()) {
            if (entry.getValue() instanceof PendingInput decoder && decoder.pendingBytes() > 0) {
                return "in the middle of a frame, after " + decoder.pendingBytes() + " bytes of it";
            }
        }
        return null;
    }

    @Override
    public Witness testify() {
        Channel channel = channel();
        long now = System.nanoTime();
        if (!TcpInfo.isFor(channel)) {
            return Closing.bufferTestimony(channel, now, reading);
        }
        Witness kernel = TcpInfo.read(channel, now, reading);
        return kernel != null ? kernel : Witness.ofBuffers(now, false, 0, 0);
    }

    @Override
    public void carryOut(Step step) {
        switch (step) {
            case LISTEN -> Closing.readNow(context());
            case ASK -> ask();
            case SUSPECTED -> keeper.listener().suspected(this);
            case RECOVERED -> keeper.listener().recovered(this);
            case VERDICT -> end(Objects.requireNonNull(verdict()));
            case CUT -> Closing.cut(context(), testify());
            case QUIET, SAMPLE -> throw new IllegalArgumentException("the roll call carries out " + step + " itself");
        }
    }

    private void ask() {
        HeartbeatHandler<?> heartbeats = context().pipeline().get(HeartbeatHandler.class);
        if (heartbeats != null) {
            heartbeats.ask().addListener(sent -> {
                if (sent.isSuccess() && line != null) {
                    line.asked(testify());
                }
            });
        }
    }

    private void end(Verdict verdict) {
        tell(verdict);
        context().fireUserEventTriggered(verdict);
        switch (verdict.fate().ending()) {
            case ABORT -> Closing.abort(context());
            case CLOSE -> flushed().addListener(ChannelFutureListener.CLOSE);
            case DRAIN -> {
                drain(verdict);
                channel().config().setAutoRead(true);
                flushed().addListener(sent -> Closing.shutdownOutput(channel()));
            }
            case FINISH -> drain(verdict);
        }
    }

    private ChannelFuture flushed() {
        return context().writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    private void drain(Verdict verdict) {
        Line drained = Objects.requireNonNull(line);
        drained.drain(Math.toIntExact(policy().drain().toMillis()));
        roll().hasten(drained);
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
