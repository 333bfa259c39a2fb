package io.linekeeper.bench.scale;

import io.linekeeper.netty.Fixed1028Frame;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** Answers pings as {@code HeartbeatHandler} does, for servers that have none. */
@Sharable
final class Answers extends SimpleChannelInboundHandler<Fixed1028Frame> {
    static final Answers TO_PINGS = new Answers();

    private Answers() {
        super(Fixed1028Frame.class);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Fixed1028Frame frame) {
        if (frame.type() == Fixed1028Frame.PING) {
            Fixed1028Frame pong =
                    new Fixed1028Frame(Fixed1028Frame.PONG, frame.content().retainedDuplicate());
            ctx.writeAndFlush(pong, ctx.voidPromise());
        }
    }
}
