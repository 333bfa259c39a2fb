package io.linekeeper.bench.scale;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Netty's {@code IdleStateHandler}: a task per connection in its loop's priority queue. */
final class IdleStateWatch implements Watch {
    private final Duration bound;
    private final Closer closer;

    IdleStateWatch(Duration bound, Ends ends) {
        this.bound = bound;
        closer = new Closer(ends);
    }

    @Override
    public void bytes(ChannelPipeline pipeline) {
        pipeline.addLast(new IdleStateHandler(bound.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
    }

    @Override
    public void answers(ChannelPipeline pipeline) {
        pipeline.addLast(Answers.TO_PINGS, closer);
    }

    @Sharable
    private static final class Closer extends ChannelInboundHandlerAdapter {
        private final Ends ends;

        Closer(Ends ends) {
            this.ends = ends;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof IdleStateEvent) {
                ends.found(ctx.channel());
                ctx.close();
            }
        }
    }
}
