package io.linekeeper.gateway;

import io.linekeeper.wire.Frame;
import io.netty.channel.ChannelHandlerContext;

/** Sends each message of a device back to it, piece by piece. */
final class LineService extends ServiceHandler {
    LineService(long delayNanos) {
        super(delayNanos);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Frame.Data data) {
            writes().send(data, data.payload().remaining());
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
