package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Encodes {@link Fixed1028Frame} and releases it. Keeps nothing: one object may serve all lines. */
@Sharable
public final class Fixed1028Encoder extends MessageToByteEncoder<Fixed1028Frame> {

    /** An encoder that may serve all lines. */
    public Fixed1028Encoder() {
        super(Fixed1028Frame.class);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext context, Fixed1028Frame frame, boolean preferDirect) {
        return context.alloc().ioBuffer(Fixed1028Frame.BYTES, Fixed1028Frame.BYTES);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Fixed1028Frame frame, ByteBuf out) {
        ByteBuf body = frame.content();
        out.writeInt(frame.type()).writeBytes(body, body.readerIndex(), Fixed1028Frame.BODY_BYTES);
    }
}
