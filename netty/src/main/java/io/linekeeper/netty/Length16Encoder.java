package io.linekeeper.netty;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import java.util.List;

/** Writes a {@link Length16Frame} as it stands, header included, uncopied. One object may serve all lines. */
@Sharable
public final class Length16Encoder extends MessageToMessageEncoder<Length16Frame> {

    /** An encoder that may serve all lines. */
    public Length16Encoder() {
        super(Length16Frame.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Length16Frame frame, List<Object> out) {
        out.add(frame.content().retainedDuplicate());
    }
}
