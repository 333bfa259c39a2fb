package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code length16}: uint16 big-endian length and as many bytes of payload, 0 to 65,535, as {@link Length16Frame}.
 * No length is malformed, so this decoder never fails.
 */
public final class Length16Decoder extends FrameDecoder {

    /** A decoder for one line, at its first byte. */
    public Length16Decoder() {}

    @Override
    @Nullable
    Object next(ByteBuf in) {
        if (in.readableBytes() < Length16Frame.HEADER_BYTES) {
            return null;
        }
        int bytes = Length16Frame.HEADER_BYTES + in.getUnsignedShort(in.readerIndex());
        return in.readableBytes() < bytes ? null : new Length16Frame(in.readRetainedSlice(bytes));
    }
}
