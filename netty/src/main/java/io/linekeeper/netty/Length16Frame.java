package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.DefaultByteBufHolder;

/**
 * One frame of {@code length16}, header included as {@link #content()}, so that it can be echoed unchanged.
 *
 * <p>Reference-counted; it owns its bytes.
 */
public final class Length16Frame extends DefaultByteBufHolder {
    /** Bytes of the length field. */
    public static final int HEADER_BYTES = Short.BYTES;
    /** The most bytes of payload that a frame can have. */
    public static final int MOST_PAYLOAD_BYTES = 0xffff;

    /**
     * Takes over the bytes of a whole frame.
     *
     * @throws IllegalArgumentException if they are not one frame; they stay the caller's then
     */
    public Length16Frame(ByteBuf frame) {
        super(frame);
        int bytes = frame.readableBytes();
        if (bytes < HEADER_BYTES || frame.getUnsignedShort(frame.readerIndex()) != bytes - HEADER_BYTES) {
            throw new IllegalArgumentException(
                    "these " + bytes + " bytes are no length16 frame: their first two must count the others");
        }
    }

    /**
     * Makes a frame around a copy of the payload.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MOST_PAYLOAD_BYTES} bytes
     */
    public static Length16Frame of(ByteBufAllocator allocator, byte[] payload) {
        if (payload.length > MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a length16 payload of " + payload.length + " bytes is longer than "
                    + MOST_PAYLOAD_BYTES + "; send it in several frames");
        }
        ByteBuf frame = allocator.ioBuffer(HEADER_BYTES + payload.length);
        return new Length16Frame(frame.writeShort(payload.length).writeBytes(payload));
    }

    /** A view of the payload, not retained: it lives as long as the frame. */
    public ByteBuf payload() {
        return content().slice(content().readerIndex() + HEADER_BYTES, payloadBytes());
    }

    /** Bytes of the payload. */
    public int payloadBytes() {
        return content().readableBytes() - HEADER_BYTES;
    }

    @Override
    public Length16Frame replace(ByteBuf frame) {
        return new Length16Frame(frame);
    }

    @Override
    public Length16Frame copy() {
        return (Length16Frame) super.copy();
    }

    @Override
    public Length16Frame duplicate() {
        return (Length16Frame) super.duplicate();
    }

    @Override
    public Length16Frame retainedDuplicate() {
        return (Length16Frame) super.retainedDuplicate();
    }

    @Override
    public Length16Frame retain() {
        super.retain();
        return this;
    }

    @Override
    public Length16Frame retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public Length16Frame touch() {
        super.touch();
        return this;
    }

    @Override
    public Length16Frame touch(Object hint) {
        super.touch(hint);
        return this;
    }

    @Override
    public String toString() {
        return "Length16Frame(" + contentToString() + ")";
    }
}
