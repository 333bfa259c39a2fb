package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Step;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
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
 * <p>The verdict, whatever it is, is fired through the pipeline as a user event ({@link Verdict}) once the listener has been
 * told, before the channel becomes inactive, so that a protocol can say goodbye. A channel that allows half-closure may go on sending after its peer's FIN, and is closed at the drain deadline at the
 * latest. A handler that stops reading while its writes wait must read on after a verdict that drains: a channel whose output
 * is shut down is never writable again, and what it left unread would be lost.
 *
 * <p>Not sharable; all methods on the channel's event loop.
 */
public final class LineHandler extends AgreeingLine {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Linekeeper keeper;
    private @Nullable ChannelHandlerContext context;
    private int number;
    private boolean reading;
    private boolean byAutoRead;

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

    /** The policy under which it is judged, or was at its end: the {@link Linekeeper}'s until another was agreed on. */
    public LivenessPolicy policy() {
        LivenessPolicy agreed = judgedBy();
        return agreed == null ? keeper.policy() : agreed;
    }

    /** The connection. */
    public Channel channel() {
        return context().channel();
    }

    /** The peer answered a question. For a {@link HeartbeatHandler} or a protocol's own. */
    @Override
    public void answered() {
        if (isOnRoll()) {
            super.answered();
        }
    }

    /**
     * Ends the line for a reason that only the application knows: {@link Fate#MALFORMED}, {@link Fate#SHUTDOWN} and the
     * like. Nothing happens if it has been judged before.
     *
     * @param detail for the evidence, or null; the peer's bytes only escaped
     */
    public void end(Fate fate, @Nullable String detail) {
        if (isOnRoll()) {
            Verdict verdict = judge(fate, detail, sample(), now());
            if (verdict != null) {
                end(verdict);
            }
        }
    }

    @Override
    protected boolean observesOnly() {
        return keeper.observesOnly();
    }

    @Override
    protected boolean isRecorded() {
        return keeper.records();
    }

    /** Told later: a listener may close the line, which must not happen in the middle of a look. */
    @Override
    protected void recorded(Flight flight) {
        channel().eventLoop().execute(() -> keeper.listener().recorded(this, flight));
    }

    @Override
    protected Reachability reachability() {
        return keeper.reachability(channel());
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
        if (number != 0) {
            return;
        }
        number = NUMBERS.incrementAndGet();
        keeper.override(ctx.channel());
        byAutoRead = ctx.channel().config().isAutoRead();
        reading = byAutoRead;
        roll().add(this, policy(), keeper.listener());
        keeper.listener().connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = false;
        hear();
        if (isLingering()) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** What still comes is read only lest our close is answered by a reset: it concerns nobody any more. */
    private boolean isLingering() {
        Verdict verdict = verdict();
        return verdict != null && verdict.fate().ending() == Fate.Ending.LINGER;
    }

    /** Of all that tells whether a read is outstanding this alone can be relied on: proxies have the auto-read flag off. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        byAutoRead = ctx.channel().config().isAutoRead();
        if (!reading) {
            reading = true;
            if (isOnRoll() && listenAgain()) {
                roll().hasten(this);
            }
        }
        ctx.read();
    }

    /** Switching auto-read off takes back the read that it asked for, and fires no event: it is found out here. */
    private boolean isReading() {
        if (reading && byAutoRead && !channel().config().isAutoRead()) {
            reading = false;
        }
        return reading;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (isOnRoll() && !ctx.channel().isWritable()) {
            watchBacklog();
            roll().hasten(this);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE || !isOnRoll()) {
            ctx.fireUserEventTriggered(event);
            return;
        }
        Verdict finished = judge(Fate.FINISHED, Inquest.restOfFrame(ctx.pipeline()), sample(), now());
        tell(finished);
        ctx.fireUserEventTriggered(event);
        if (finished != null && ctx.channel().isOpen()) {
            drain(finished, policy().drain());
        } else if (Closing.isOutputShutdown(ctx.channel())) {
            Closing.close(ctx, policy().drain());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!isOnRoll() || !(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
        } else if (!Inquest.isOurOwnEnd(cause)) {
            tell(judge(Inquest.on(ctx, cause, lastSample())));
            Closing.abort(ctx);
        } else if (verdict() == null) {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (!isOnRoll()) {
            ctx.close(promise);
            return;
        }
        boolean nothingWaits = Closing.isAllHandedOver(ctx.channel());
        Verdict closed = judge(Fate.CLOSED, null, sample(), now());
        tell(closed);
        Closing.limitOrphan(ctx.channel(), policy().drain());
        if (closed == null || !nothingWaits || !ctx.channel().isActive()) {
            ctx.close(promise);
        } else {
            closeAfterGoodbye(ctx, promise);
        }
    }

    /**
     * A close drops what has not been handed to the kernel. Where that is the goodbye alone it waits for it: in the middle of
     * a flush, as when the application closes on the completion of its last write, the goodbye comes next.
     */
    private void closeAfterGoodbye(ChannelHandlerContext ctx, ChannelPromise promise) {
        ChannelFuture sent = ctx.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (!sent.isDone()) {
            drain(Math.toIntExact(policy().drain().toMillis()));
            roll().hasten(this);
        }
        sent.addListener(done -> ctx.close(promise));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave(null);
        ctx.fireChannelInactive();
    }

    /** The line is gone from the kernel, or from this pipeline: it gets its verdict if it has none, and leaves the roll. */
    private void leave(@Nullable String detail) {
        if (!isOnRoll()) {
            return;
        }
        tell(
                detail == null
                        ? judge(Inquest.on(context(), Closing.causeOfClose(context()), lastSample()))
                        : judge(Fate.CLOSED, detail, null, now()));
        if (isOnRoll()) {
            roll().remove(this, keeper.listener());
            keeper.listener().closed(this, Objects.requireNonNull(verdict()));
        }
    }

    private @Nullable Verdict judge(Inquest.Finding finding) {
        return judge(finding.fate(), finding.detail(), null, now());
    }

    @Override
    protected Witness testify() {
        Closing.writeNow(channel());
        return sample();
    }

    private Witness sample() {
        return Testimony.take(channel(), isReading());
    }

    @Override
    protected void carryOut(Step step) {
        switch (step) {
            case LISTEN -> Closing.readNow(context());
            case ASK -> ask();
            case LIFT -> Closing.liftUserTimeout(channel());
            case SUSPECTED -> keeper.listener().suspected(this);
            case RECOVERED -> keeper.listener().recovered(this);
            case PAUSED -> keeper.listener().notReading(this, Duration.ofNanos(pausedNanos()));
            case OBSERVED -> keeper.listener().observed(this, Objects.requireNonNull(observed()));
            case VERDICT -> end(Objects.requireNonNull(verdict()));
            case CUT -> cut();
            case QUIET, SAMPLE -> throw new IllegalArgumentException("the roll call carries out " + step + " itself");
        }
    }

    /** Whoever hears the last bytes may end the line, or take this handler out. */
    private void cut() {
        LastBytes.read(context(), () -> isOnRoll() && channel().isOpen() && isReading());
        if (isOnRoll()) {
            Closing.cut(context(), sample(), policy().drain());
        }
    }

    private void ask() {
        HeartbeatHandler.askOn(context()).addListener(sent -> {
            if (!sent.isSuccess()) {
                cannotAsk(sent.cause());
            } else if (isOnRoll()) {
                asked(sample());
            }
        });
    }

    /** A question that was never sent must not be held against the peer: from now on the line is watched without any. */
    private void cannotAsk(Throwable why) {
        if (isOnRoll() && verdict() == null && channel().isOpen()) {
            roll().change(this, policy().withoutHeartbeat());
            if (!Inquest.isOurOwnEnd(why)) {
                context().fireExceptionCaught(why);
            }
        }
    }

    private void end(Verdict verdict) {
        tell(verdict);
        if (isOnRoll() && channel().isOpen()) {
            Ending.begin(this, context(), verdict);
        }
    }

    /** What is still to come or to go may do so for so long. */
    void drain(Verdict verdict, Duration longest) {
        if (!isOnRoll()) {
            return;
        }
        drain(Math.toIntExact(longest.toMillis()));
        roll().hasten(this);
        keeper.listener().draining(this, verdict);
    }

    /**
     * Tells a verdict, first the listener and then the pipeline, unless there has been one before. Either may close the
     * channel or take this handler out: who goes on afterwards looks whether the line is still there.
     */
    private void tell(@Nullable Verdict verdict) {
        if (verdict != null) {
            keeper.listener().verdict(this, verdict);
            context().fireUserEventTriggered(verdict);
        }
    }

    private long now() {
        return channel().eventLoop().ticker().nanoTime();
    }

    @Override
    LoopRoll roll() {
        return LoopRoll.of(channel().eventLoop(), TcpInfo.isFor(channel()));
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the line's handler is in no pipeline");
    }
}
