package io.linekeeper.bench.scale;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timeout per connection in one {@code HashedWheelTimer} of Netty's default size, re-armed when it comes up. */
final class WheelWatch implements Watch {
    private final HashedWheelTimer wheel = new HashedWheelTimer();
    private final long boundNanos;
    private final Ends ends;

    WheelWatch(Duration bound, Ends ends) {
        this.boundNanos = bound.toNanos();
        this.ends = ends;
    }

    @Override
    public void bytes(ChannelPipeline pipeline) {
        pipeline.addLast(new Reader());
    }

    private final class Reader extends ChannelInboundHandlerAdapter implements TimerTask {
        private volatile long lastRead;
        private @Nullable ChannelHandlerContext context;
        private @Nullable Timeout timeout;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            context = ctx;
            lastRead = System.nanoTime();
            timeout = wheel.newTimeout(this, boundNanos, TimeUnit.NANOSECONDS);
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            lastRead = System.nanoTime();
            ctx.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (timeout != null) {
                timeout.cancel();
            }
            ctx.fireChannelInactive();
        }

        @Override
        public void run(Timeout expired) {
            long left = boundNanos - (System.nanoTime() - lastRead);
            if (left > 0) {
                timeout = wheel.newTimeout(this, left, TimeUnit.NANOSECONDS);
            } else if (context != null) {
                ends.found(context.channel());
                context.close();
            }
        }
    }
}
