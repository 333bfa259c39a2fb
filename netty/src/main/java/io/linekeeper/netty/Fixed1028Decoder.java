package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code fixed1028}: int32 big-endian type and 1024 bytes, as {@link Fixed1028Frame}.
 *
 * <p>A type that the protocol does not know is a {@link MalformedFrameException} through {@code exceptionCaught}, as soon
 * as its four bytes are there; frames before it are passed on first.
 */
public final class Fixed1028Decoder extends FrameDecoder {

    /** A decoder for one line, at its first byte. */
    public Fixed1028Decoder() {}

    @Override
    @Nullable
    Object next(ByteBuf in) {
        if (in.readableBytes() < Fixed1028Frame.TYPE_BYTES) {
            return null;
        }
        int type = in.getInt(in.readerIndex());
        if (!Fixed1028Frame.isKnown(type)) {
            throw new MalformedFrameException("type " + type, type, offset(), "is none of 1 (PING), 2 (PONG), 11, 21");
        }
        if (in.readableBytes() < Fixed1028Frame.BYTES) {
            return null;
        }
        in.skipBytes(Fixed1028Frame.TYPE_BYTES);
        return new Fixed1028Frame(type, in.readRetainedSlice(Fixed1028Frame.BODY_BYTES));
    }
}
