package io.linekeeper.gateway;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.MalformedFrameException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the services of all protocols have in common: delayed writes, and the end of a line whose peer or handler fails. */
abstract class ServiceHandler extends ChannelInboundHandlerAdapter {
    private final long delayNanos;
    private @Nullable DelayedWrites writes;

    ServiceHandler(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    final DelayedWrites writes() {
        return Objects.requireNonNull(writes, "the service is in no pipeline");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        writes = new DelayedWrites(ctx, delayNanos);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        writes().readOn();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            writes().inputEnded();
        } else if (event instanceof Verdict verdict && verdict.fate().ending() == Fate.Ending.DRAIN) {
            writes().outputEnded();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        writes().drop();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LineHandler line = ctx.pipeline().get(LineHandler.class);
        if (line == null) {
            ctx.close();
        } else if (cause instanceof MalformedFrameException malformed) {
            line.end(Fate.MALFORMED, malformed.getMessage());
        } else {
            line.end(Fate.CLOSED, "a handler threw " + cause.getClass().getSimpleName());
        }
    }
}
