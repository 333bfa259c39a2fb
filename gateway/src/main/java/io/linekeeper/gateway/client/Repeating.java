package io.linekeeper.gateway.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends something as soon as its line is connected, and then again and again as long as it is open. What does not fit into
 * the send buffer is left out, not kept: a server that does not read costs no memory.
 *
 * <p>Re-arms one shot at a time, since a fixed rate catches up after a gap. On its line's event loop.
 */
abstract class Repeating extends ChannelInboundHandlerAdapter {
    private final @Nullable Duration every;
    private @Nullable Future<?> next;

    /** @param every null: once */
    Repeating(@Nullable Duration every) {
        this.every = every;
    }

    abstract void send(ChannelHandlerContext context);

    @Override
    public void channelActive(ChannelHandlerContext context) {
        turn(context);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (next != null) {
            next.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void turn(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            send(context);
        }
        if (every != null && context.channel().isActive()) {
            next = context.executor().schedule(() -> turn(context), every.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
