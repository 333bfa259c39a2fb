package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/**
 * One frame of {@code fixed1028}: a type, and a body of 1024 bytes as {@link #content()}.
 *
 * <p>Reference-counted; it owns its body. The type may be any number: the decoder refuses unknown ones, a test client may
 * want to send them.
 */
public final class Fixed1028Frame extends DefaultByteBufHolder {
    /** The type of a question. */
    public static final int PING = 1;
    /** The type of an answer. */
    public static final int PONG = 2;
    /** The first data type. */
    public static final int DATA_11 = 11;
    /** The second data type. */
    public static final int DATA_21 = 21;

    /** Bytes of the type. */
    public static final int TYPE_BYTES = Integer.BYTES;
    /** Bytes of every body. */
    public static final int BODY_BYTES = 1024;
    /** Bytes of every frame. */
    public static final int BYTES = TYPE_BYTES + BODY_BYTES;

    private final int type;

    /**
     * Takes over the body.
     *
     * @throws IllegalArgumentException if the body has not 1024 readable bytes; it stays the caller's then
     */
    public Fixed1028Frame(int type, ByteBuf body) {
        super(body);
        if (body.readableBytes() != BODY_BYTES) {
            throw new IllegalArgumentException("a fixed1028 body has " + BODY_BYTES + " bytes, not "
                    + body.readableBytes() + "; pad it or cut it");
        }
        this.type = type;
    }

    /** Whether the protocol knows the type. */
    public static boolean isKnown(int type) {
        return switch (type) {
            case PING, PONG, DATA_11, DATA_21 -> true;
            default -> false;
        };
    }

    /** The type. */
    public int type() {
        return type;
    }

    @Override
    public Fixed1028Frame replace(ByteBuf body) {
        return new Fixed1028Frame(type, body);
    }

    @Override
    public Fixed1028Frame copy() {
        return (Fixed1028Frame) super.copy();
    }

    @Override
    public Fixed1028Frame duplicate() {
        return (Fixed1028Frame) super.duplicate();
    }

    @Override
    public Fixed1028Frame retainedDuplicate() {
        return (Fixed1028Frame) super.retainedDuplicate();
    }

    @Override
    public Fixed1028Frame retain() {
        super.retain();
        return this;
    }

    @Override
    public Fixed1028Frame retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public Fixed1028Frame touch() {
        super.touch();
        return this;
    }

    @Override
    public Fixed1028Frame touch(Object hint) {
        super.touch(hint);
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof Fixed1028Frame frame && frame.type == type;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + type;
    }

    @Override
    public String toString() {
        return "Fixed1028Frame(type " + type + ", " + contentToString() + ")";
    }
}
