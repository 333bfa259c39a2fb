package io.linekeeper.gateway;

import io.linekeeper.netty.Length16Frame;
import io.netty.channel.ChannelHandlerContext;

/** Sends each {@code length16} frame back, in order: unchanged, or the payload alone. */
final class Length16Service extends ServiceHandler {
    private final boolean bare;

    Length16Service(long delayNanos, boolean bare) {
        super(delayNanos);
        this.bare = bare;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Length16Frame frame) {
            int bytes = frame.content().readableBytes();
            if (bare) {
                frame.content().skipBytes(Length16Frame.HEADER_BYTES);
            }
            writes().send(frame.content(), bytes);
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
