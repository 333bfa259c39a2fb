package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames, however the bytes are segmented, and knows what is left over.
 *
 * <p>Memory follows what came, never what a length field promises: bytes are kept until their frame is whole, in a
 * buffer that at most doubles as they arrive. Frames are slices of it, so a frame that is held holds its neighbours'
 * memory too. After the first malformed frame everything that follows is dropped, unread. One object a line, on its
 * event loop.
 */
public abstract sealed class FrameDecoder extends ByteToMessageDecoder implements PendingInput
        permits Fixed1028Decoder, Length16Decoder, WireDecoder {
    private long offset;
    private int leftOver;
    private boolean malformed;

    FrameDecoder() {}

    /**
     * Bytes that came and belong to no frame that was passed on: the beginning of a frame, and during {@code channelRead}
     * also whole frames that wait their turn. Still told after the peer's FIN, when the beginning of a frame is no error
     * but evidence. On the event loop.
     */
    @Override
    public final int pendingBytes() {
        return actualReadableBytes() + leftOver + skippedBytes();
    }

    /**
     * Takes the next frame, or nothing if it is not whole yet; {@code in} is readable, its reader index at a frame, or
     * within one that is skipped as it comes.
     */
    abstract @Nullable Object next(ByteBuf in);

    /** Bytes that have come of a frame that is skipped as it comes and is not over. */
    int skippedBytes() {
        return 0;
    }

    /** Bytes since the first that this decoder saw, up to the frame at hand, or to what is left of it. */
    final long offset() {
        return offset;
    }

    @Override
    protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (malformed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = in.readerIndex();
        try {
            Object frame = next(in);
            offset += in.readerIndex() - before;
            if (frame != null) {
                out.add(frame);
            }
        } catch (MalformedFrameException e) {
            malformed = true;
            in.skipBytes(in.readableBytes());
            throw e;
        }
    }

    /** Comes at the peer's FIN and once more when the channel closes; what is left is counted, not decoded. */
    @Override
    protected final void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        leftOver += in.readableBytes();
        in.skipBytes(in.readableBytes());
    }
}
