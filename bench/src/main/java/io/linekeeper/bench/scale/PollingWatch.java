package io.linekeeper.bench.scale;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The home-made way: a map of when each connection was heard, and a thread that looks through it once a second. */
final class PollingWatch implements Watch {
    private final ConcurrentHashMap<Channel, Long> heard = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "polling");
        made.setDaemon(true);
        return made;
    });
    private final Reader reader = new Reader();
    private final long boundNanos;
    private final Ends ends;

    PollingWatch(Duration bound, Ends ends) {
        this.boundNanos = bound.toNanos();
        this.ends = ends;
        var unused = thread.scheduleAtFixedRate(this::poll, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void bytes(ChannelPipeline pipeline) {
        pipeline.addLast(reader);
    }

    private void poll() {
        long now = System.nanoTime();
        heard.forEach((channel, at) -> {
            if (now - at >= boundNanos && heard.remove(channel, at)) {
                ends.found(channel);
                channel.close();
            }
        });
    }

    @Sharable
    private final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            heard.put(ctx.channel(), System.nanoTime());
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            heard.put(ctx.channel(), System.nanoTime());
            ctx.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            heard.remove(ctx.channel());
            ctx.fireChannelInactive();
        }
    }
}
