package io.linekeeper.gateway.client;

import io.linekeeper.netty.Fixed1028Heartbeat;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;

/** Sends a PING at once and then again and again, whether it is answered or not: the beats of a one-way heartbeat. */
final class Beats extends Repeating {
    private static final Fixed1028Heartbeat CODEC = new Fixed1028Heartbeat();

    private long number;

    Beats(Duration every) {
        super(every);
    }

    @Override
    void send(ChannelHandlerContext context) {
        context.writeAndFlush(CODEC.ping(++number), context.voidPromise());
    }
}
