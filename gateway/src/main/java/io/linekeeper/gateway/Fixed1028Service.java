package io.linekeeper.gateway;

import io.linekeeper.netty.Fixed1028Frame;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.LongAdder;

/** Processes the data of {@code fixed1028}: counts it by type. */
final class Fixed1028Service extends ServiceHandler {

    /** What all lines of a gateway sent; any thread. */
    static final class Counts {
        final LongAdder type11 = new LongAdder();
        final LongAdder type21 = new LongAdder();

        @Override
        public String toString() {
            return type11.sum() + " of type " + Fixed1028Frame.DATA_11 + ", " + type21.sum() + " of type "
                    + Fixed1028Frame.DATA_21;
        }
    }

    private final Counts counts;

    Fixed1028Service(long delayNanos, Counts counts) {
        super(delayNanos);
        this.counts = counts;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof Fixed1028Frame frame) {
                (frame.type() == Fixed1028Frame.DATA_11 ? counts.type11 : counts.type21).increment();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }
}
