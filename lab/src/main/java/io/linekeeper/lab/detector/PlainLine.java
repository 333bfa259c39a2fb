package io.linekeeper.lab.detector;

import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * The end of a plain pipeline: drops what comes, and tells how the line ends: by what the kernel says, or by what an idle handler before
 * it says.
 */
final class PlainLine extends ChannelDuplexHandler {
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

    /** What waits to be written is told the kernel's error first; the pipeline then only hears that the line is closed. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var unused = context.write(message, promise.unvoid())
                .addListener(written -> Optional.ofNullable(written.cause()).ifPresent(error -> fail(context, error)));
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
        fail(context, error);
        context.close();
    }

    private void fail(ChannelHandlerContext context, Throwable error) {
        if (!found) {
            found = true;
            watch.failed(peer(context), error);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!found) {
            found = true;
            watch.tell(Kind.FOUND, peer(context), Watch.END_OF_STREAM, "the peer has sent FIN");
        }
        watch.tell(Kind.CLOSED, peer(context));
    }

    private static SocketAddress peer(ChannelHandlerContext context) {
        return context.channel().remoteAddress();
    }
}
