package io.linekeeper.netty.client;

import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The beats of one connection: the first at once, and then by one task that re-arms itself one shot at a time, since a fixed
 * rate catches up after a gap. Each says that three more are missed before this side may be taken for dead, within the bound
 * of the server.
 *
 * <p>On the channel's event loop.
 */
final class Beating {
    private static final int BEATS_A_TTL = 3;

    private final ChannelHandlerContext context;
    private final long everyNanos;
    private final Duration ttl;
    private int sequence;
    private @Nullable Future<?> next;

    private Beating(ChannelHandlerContext context, Duration every, Duration ttl) {
        this.context = context;
        this.everyNanos = every.toNanos();
        this.ttl = ttl;
    }

    /**
     * Begins to beat as the server wants it.
     *
     * @param longest at least this often
     */
    static Beating begin(ChannelHandlerContext context, Frame.Watch wanted, Duration longest) {
        Duration every = every(wanted, longest);
        Beating beating = new Beating(context, every, ttl(wanted, every));
        beating.beat();
        return beating;
    }

    /** The server's interval, but never later than a third of its bound, so that two beats may be lost on the way. */
    static Duration every(Frame.Watch wanted, Duration longest) {
        Duration third = wanted.bound().dividedBy(BEATS_A_TTL);
        return atLeastATick(shorter(shorter(wanted.interval(), third), longest));
    }

    static Duration ttl(Frame.Watch wanted, Duration every) {
        return atLeastATick(shorter(every.multipliedBy(BEATS_A_TTL), wanted.bound()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Whatever a server says, it makes no busy loop. */
    private static Duration atLeastATick(Duration time) {
        Duration tick = LivenessPolicy.SHORTEST_TICK;
        return time.compareTo(tick) < 0 ? tick : time;
    }

    private void beat() {
        context.writeAndFlush(new Frame.Beat(ttl, sequence++), context.voidPromise());
        next = context.executor().schedule(this::beat, everyNanos, TimeUnit.NANOSECONDS);
    }

    void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
