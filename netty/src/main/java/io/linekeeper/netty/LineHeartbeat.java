package io.linekeeper.netty;

import io.linekeeper.line.Verdict;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;

/** The heartbeat of the {@code line} protocol: PING and PONG. A BEAT is no question, and passes like any other frame. */
public final class LineHeartbeat implements HeartbeatCodec<Frame> {
    private static final int MOST_TEXT_CHARS = 255;

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

    /** Each PING says that this side counts as alive for the bound by which it judges the other. */
    public static LineHeartbeat of(LivenessPolicy policy) {
        return new LineHeartbeat(policy.heartbeat().bound().orElse(Duration.ZERO));
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

    @Override
    public Frame goodbye(Verdict verdict) {
        return goodbye(GoodbyeCode.of(verdict.fate()), verdict, Duration.ZERO);
    }

    /** The goodbye of a line that is judged, whose peer may come again when this time has passed. */
    public static Frame.Goodbye goodbye(GoodbyeCode code, Verdict verdict, Duration retryAfter) {
        String detail = verdict.evidence().detail();
        return new Frame.Goodbye(code, code.mayReconnect(), retryAfter, detail == null ? "" : printable(detail));
    }

    private static String printable(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.substring(0, Math.min(printable.length(), MOST_TEXT_CHARS));
    }
}
