package io.linekeeper.netty;

import io.linekeeper.line.Verdict;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Speaks a protocol's heartbeat: sends the questions of the {@link LineHandler} before it, answers the peer's, and takes
 * both out of the stream. Comes after the frame codec; other messages pass.
 *
 * <p>Not sharable; on the channel's event loop.
 *
 * @param <M> the codec's message
 */
public class HeartbeatHandler<M> extends ChannelInboundHandlerAdapter {
    /** Bytes that may wait in the channel, as Netty counts them, while questions are still answered. */
    private static final long MOST_WAITING_BYTES = 1 << 20;

    private final HeartbeatCodec<M> codec;
    private @Nullable ChannelHandlerContext context;
    private @Nullable LineHandler line;
    private long questions;

    /** Questions are asked and answered in this codec's messages. */
    public HeartbeatHandler(HeartbeatCodec<M> codec) {
        this.codec = codec;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        line = ctx.pipeline().get(LineHandler.class);
    }

    /**
     * Sends a question on the line of this context.
     *
     * @return completes when the question has been handed to the kernel; fails if none could be made or sent
     */
    static ChannelFuture askOn(ChannelHandlerContext line) {
        HeartbeatHandler<?> handler = line.pipeline().get(HeartbeatHandler.class);
        if (handler == null) {
            return line.newFailedFuture(
                    new IllegalStateException("there is no HeartbeatHandler in the pipeline, so this"
                            + " line is asked nothing and the kernel alone judges it; add one, or take a policy without a two-way"
                            + " heartbeat"));
        }
        return handler.ask();
    }

    private ChannelFuture ask() {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        try {
            return ctx.writeAndFlush(codec.ping(++questions));
        } catch (RuntimeException noQuestion) {
            return ctx.newFailedFuture(noQuestion);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!codec.messageType().isInstance(message)) {
            ctx.fireChannelRead(message);
            return;
        }
        M heard = codec.messageType().cast(message);
        if (codec.isPing(heard)) {
            try {
                answer(ctx, codec.answer(heard));
            } finally {
                ReferenceCountUtil.release(message);
            }
        } else if (codec.isPong(heard)) {
            ReferenceCountUtil.release(message);
            if (line != null) {
                line.answered();
            }
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** A verdict after which the peer may still hear us: says goodbye, where the protocol has one. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Verdict verdict && verdict.fate().mayHear() && endsHere(ctx)) {
            M goodbye = goodbye(verdict);
            if (goodbye != null) {
                ctx.writeAndFlush(goodbye);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    /**
     * Makes the last message of a line that we end; the codec's, unless overridden.
     *
     * @return null if there is none
     */
    protected @Nullable M goodbye(Verdict verdict) {
        return codec.goodbye(verdict);
    }

    /** Not where the line's handler was taken out, or the channel moves to another loop: the connection goes on. */
    private static boolean endsHere(ChannelHandlerContext ctx) {
        return ctx.channel().isActive()
                && ctx.channel().isRegistered()
                && ctx.pipeline().get(LineHandler.class) != null;
    }

    /**
     * Sends an answer to the peer's question; none while a megabyte waits to be sent already. A peer that asks and never
     * reads would fill our memory with answers, and one that reads on is shown by what waits that we are there. Override to
     * delay it, or to send none where the heartbeat is one-way.
     *
     * @param answer released by whoever sends it, or by the method that does not
     */
    protected void answer(ChannelHandlerContext ctx, M answer) {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        if (waiting != null && waiting.totalPendingWriteBytes() > MOST_WAITING_BYTES) {
            ReferenceCountUtil.release(answer);
        } else {
            ctx.writeAndFlush(answer, ctx.voidPromise());
        }
    }
}
