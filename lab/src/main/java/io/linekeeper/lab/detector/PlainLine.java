package io.linekeeper.lab.detector;

import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The end of a plain pipeline: drops what comes, and tells how the line ends: by what the kernel says, or by what an idle handler before
 * it says.
 */
final class PlainLine extends ChannelInboundHandlerAdapter {
    private final Watch watch;
    private boolean found;

    PlainLine(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        watch.tell(Kind.ACCEPTED, peer(context));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle && !found) {
            found = true;
            watch.tell(Kind.FOUND, peer(context), idle.state().name(), "nothing was read for the time-out");
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        if (!found) {
            found = true;
            watch.failed(peer(context), error);
        }
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!found) {
            found = true;
            Throwable failedWrite = causeOfClose(context);
            if (failedWrite == null) {
                watch.tell(Kind.FOUND, peer(context), Watch.END_OF_STREAM, "the peer has sent FIN");
            } else {
                watch.failed(peer(context), failedWrite);
            }
        }
        watch.tell(Kind.CLOSED, peer(context));
    }

    /** Netty tells of a write that failed by closing; the error is told to whoever writes next. */
    private static @Nullable Throwable causeOfClose(ChannelHandlerContext context) {
        Throwable refused = context.writeAndFlush(Unpooled.EMPTY_BUFFER).cause();
        return refused == null ? null : refused.getCause();
    }

    private static SocketAddress peer(ChannelHandlerContext context) {
        return context.channel().remoteAddress();
    }
}
