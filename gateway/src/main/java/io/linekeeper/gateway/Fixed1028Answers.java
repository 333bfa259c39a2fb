package io.linekeeper.gateway;

import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Fixed1028Heartbeat;
import io.linekeeper.netty.HeartbeatHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * The heartbeat of {@code fixed1028}: answers wait out the service's delay, and are not sent at all where it is one-way. One
 * that waits is a copy: it shares the memory of the whole read in which its question came.
 */
final class Fixed1028Answers extends HeartbeatHandler<Fixed1028Frame> {
    private static final Fixed1028Heartbeat CODEC = new Fixed1028Heartbeat();

    private final Fixed1028Service service;
    private final boolean answers;

    Fixed1028Answers(Fixed1028Service service, boolean answers) {
        super(CODEC);
        this.service = service;
        this.answers = answers;
    }

    @Override
    protected void answer(ChannelHandlerContext ctx, Fixed1028Frame answer) {
        if (answers && !service.writes().isDelayed()) {
            service.writes().send(answer, Fixed1028Frame.BYTES);
            return;
        }
        try {
            if (answers) {
                service.writes().send(answer.copy(), Fixed1028Frame.BYTES);
            }
        } finally {
            answer.release();
        }
    }
}
