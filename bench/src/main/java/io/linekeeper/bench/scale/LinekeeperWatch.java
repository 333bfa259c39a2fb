package io.linekeeper.bench.scale;

import io.linekeeper.line.Verdict;
import io.linekeeper.netty.Fixed1028Heartbeat;
import io.linekeeper.netty.HeartbeatHandler;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelPipeline;

/** Linekeeper as its README shows it: kernel options on the listener, a line's handler, a heartbeat behind the codec. */
final class LinekeeperWatch implements Watch {
    private static final Fixed1028Heartbeat HEARTBEAT = new Fixed1028Heartbeat();

    private final LivenessPolicy policy;
    private final Linekeeper keeper;
    private final boolean heartbeats;

    LinekeeperWatch(LivenessPolicy policy, Ends ends) {
        this(policy, ends, true);
    }

    private LinekeeperWatch(LivenessPolicy policy, Ends ends, boolean heartbeats) {
        this.policy = policy;
        this.heartbeats = heartbeats;
        keeper = Linekeeper.of(policy).withListener(new LineListener() {
            @Override
            public void verdict(LineHandler line, Verdict verdict) {
                if (verdict.fate().isFound()) {
                    ends.found(line.channel(), verdict.creditedNanos());
                }
            }
        });
    }

    /** The line's handler alone, and the server answers pings itself. */
    static LinekeeperWatch lineOnly(LivenessPolicy policy, Ends ends) {
        return new LinekeeperWatch(policy, ends, false);
    }

    @Override
    public void listener(ServerBootstrap server, ResolvedTransport transport) {
        transport.kernelOptions().inherit(server, policy.kernel());
    }

    @Override
    public void bytes(ChannelPipeline pipeline) {
        pipeline.addLast(keeper.newLine());
    }

    @Override
    public void answers(ChannelPipeline pipeline) {
        if (heartbeats) {
            pipeline.addLast(new HeartbeatHandler<>(HEARTBEAT));
        } else {
            pipeline.addLast(Answers.TO_PINGS);
        }
    }
}
