package io.linekeeper.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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

    /** Sends a question; the future completes when it has been handed to the kernel. */
    final ChannelFuture ask() {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        return ctx.writeAndFlush(codec.ping(++questions));
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

    /**
     * Sends an answer to the peer's question. Override to delay it, or to send none where the heartbeat is one-way.
     *
     * @param answer released by whoever sends it, or by the method that does not
     */
    protected void answer(ChannelHandlerContext ctx, M answer) {
        ctx.writeAndFlush(answer, ctx.voidPromise());
    }
}
