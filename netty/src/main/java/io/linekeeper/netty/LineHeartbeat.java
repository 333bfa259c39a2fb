package io.linekeeper.netty;

import io.linekeeper.wire.Frame;
import java.time.Duration;

/** The heartbeat of the {@code line} protocol: PING and PONG. A BEAT is no question, and passes like any other frame. */
public final class LineHeartbeat implements HeartbeatCodec<Frame> {
    private final Duration ttl;

    /**
     * A heartbeat that may serve all lines that have this ttl.
     *
     * @param ttl for how long we count as alive from each of our PINGs on, whole milliseconds up to 2^32 - 1
     * @throws IllegalArgumentException if a PING cannot carry it
     */
    public LineHeartbeat(Duration ttl) {
        this.ttl = Duration.ofMillis(WireEncoder.millis("a PING's ttl", ttl));
    }

    @Override
    public Class<Frame> messageType() {
        return Frame.class;
    }

    @Override
    public Frame ping(long token) {
        return new Frame.Ping(token, ttl);
    }

    @Override
    public boolean isPing(Frame message) {
        return message instanceof Frame.Ping;
    }

    @Override
    public Frame answer(Frame ping) {
        return new Frame.Pong(((Frame.Ping) ping).token());
    }

    @Override
    public boolean isPong(Frame message) {
        return message instanceof Frame.Pong;
    }
}
