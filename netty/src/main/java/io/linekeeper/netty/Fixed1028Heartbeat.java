package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The heartbeat of {@code fixed1028}. A question carries its token in the first eight bytes of its body, zeros after it;
 * an answer carries the body of its question, so that the asker can tell which one was answered.
 */
public final class Fixed1028Heartbeat implements HeartbeatCodec<Fixed1028Frame> {

    /** A heartbeat that may serve all lines. */
    public Fixed1028Heartbeat() {}

    @Override
    public Class<Fixed1028Frame> messageType() {
        return Fixed1028Frame.class;
    }

    @Override
    public Fixed1028Frame ping(long token) {
        ByteBuf body = ByteBufAllocator.DEFAULT.buffer(Fixed1028Frame.BODY_BYTES, Fixed1028Frame.BODY_BYTES);
        body.writeLong(token).writeZero(Fixed1028Frame.BODY_BYTES - Long.BYTES);
        return new Fixed1028Frame(Fixed1028Frame.PING, body);
    }

    @Override
    public boolean isPing(Fixed1028Frame message) {
        return message.type() == Fixed1028Frame.PING;
    }

    /** A view of the question's body, retained: it shares its memory, and lives as long as either. */
    @Override
    public Fixed1028Frame answer(Fixed1028Frame ping) {
        return new Fixed1028Frame(Fixed1028Frame.PONG, ping.content().retainedDuplicate());
    }

    @Override
    public boolean isPong(Fixed1028Frame message) {
        return message.type() == Fixed1028Frame.PONG;
    }
}
