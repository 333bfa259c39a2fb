package io.linekeeper.netty.client;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.HeartbeatCodec;
import io.linekeeper.netty.LineHeartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;

/** The heartbeat of a client: as every line's, and a goodbye that says it is the one who leaves. */
final class ClientHeartbeat implements HeartbeatCodec<Frame> {
    private final LineHeartbeat frames;

    /** Each PING says that this side counts as alive for the bound by which it judges the server. */
    ClientHeartbeat(LivenessPolicy policy) {
        this.frames = new LineHeartbeat(policy.heartbeat().bound().orElse(Duration.ZERO));
    }

    @Override
    public Class<Frame> messageType() {
        return frames.messageType();
    }

    @Override
    public Frame ping(long token) {
        return frames.ping(token);
    }

    @Override
    public boolean isPing(Frame message) {
        return frames.isPing(message);
    }

    @Override
    public Frame answer(Frame ping) {
        return frames.answer(ping);
    }

    @Override
    public boolean isPong(Frame message) {
        return frames.isPong(message);
    }

    @Override
    public Frame goodbye(Verdict verdict) {
        GoodbyeCode code = verdict.fate() == Fate.SHUTDOWN ? GoodbyeCode.LEAVING : GoodbyeCode.of(verdict.fate());
        return LineHeartbeat.goodbye(code, verdict, Duration.ZERO);
    }
}
