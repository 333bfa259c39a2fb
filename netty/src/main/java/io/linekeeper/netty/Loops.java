package io.linekeeper.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends event loops without a leak. With a quiet period of zero a loop of Netty that is told to end while it runs its tasks, as
 * a loop that watches lines often does, ends before it has closed its channels: their descriptors stay open, their sockets in
 * CLOSE_WAIT, for as long as the process lives. (Netty 4.2.18, {@code SingleThreadIoEventLoop.run} and {@code
 * SingleThreadEventExecutor.confirmShutdown}.) Any quiet period makes it go round once more.
 */
public final class Loops {
    private static final long QUIET_MILLIS = 1;

    private Loops() {}

    /**
     * Tells the loops to close all their channels and to end. Any thread.
     *
     * @param limit how long they may take
     * @return done when they have ended
     */
    public static Future<?> end(EventLoopGroup loops, Duration limit) {
        return loops.shutdownGracefully(QUIET_MILLIS, Math.max(QUIET_MILLIS, limit.toMillis()), TimeUnit.MILLISECONDS);
    }
}
