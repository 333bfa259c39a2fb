package io.linekeeper.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one line still has to send: answers that wait out a delay, each its own, so that delays overlap; bounded in memory
 * by not reading on while too much waits; and the end of our side once the peer has ended its own and nothing is left.
 *
 * <p>On the line's event loop. No delay ever blocks it.
 */
final class DelayedWrites {
    /** Bytes that may wait, in the delay or for the peer to read, before we stop reading from it. */
    private static final long MOST_WAITING_BYTES = 1 << 20;
    /** What our own objects around a waiting message cost: short frames would be cheap to send and dear to keep. */
    private static final int OVERHEAD_BYTES = 256;

    private record Waiting(Object message, int bytes, long dueNanos) {}

    private final ChannelHandlerContext context;
    private final long delayNanos;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean inputEnded;
    private boolean outputEnded;
    private @Nullable ScheduledFuture<?> next;

    DelayedWrites(ChannelHandlerContext context, long delayNanos) {
        this.context = context;
        this.delayNanos = delayNanos;
    }

    /** Sends the message after the delay, without flushing if there is none; takes it over. */
    void send(Object message, int bytes) {
        if (outputEnded) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (delayNanos == 0) {
            context.write(message, context.voidPromise());
        } else {
            waiting.add(new Waiting(message, bytes + OVERHEAD_BYTES, nanoTime() + delayNanos));
            waitingBytes += bytes + OVERHEAD_BYTES;
            schedule();
        }
        if (isFull()) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** What was sent may have been read by the peer: read on if there is room again. */
    void readOn() {
        if (!context.channel().config().isAutoRead() && !isFull()) {
            context.channel().config().setAutoRead(true);
        }
    }

    /** The peer has ended its side: ours ends as soon as nothing is left to send. */
    void inputEnded() {
        inputEnded = true;
        endIfDone();
    }

    /**
     * The line drains: nothing more goes out, and what still comes is read to the end. A channel whose output is shut down is
     * never writable again, so that whoever waited for that would leave unread what the peer had sent.
     */
    void outputEnded() {
        outputEnded = true;
        drop();
        waitingBytes = 0;
    }

    /** The line is closed: nothing will be sent any more. */
    void drop() {
        waiting.forEach(each -> ReferenceCountUtil.release(each.message()));
        waiting.clear();
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** Whether a message is kept for a while, and should own no more memory than it needs. */
    boolean isDelayed() {
        return delayNanos > 0;
    }

    private long nanoTime() {
        return context.executor().ticker().nanoTime();
    }

    private boolean isFull() {
        return waitingBytes >= MOST_WAITING_BYTES || !context.channel().isWritable();
    }

    private void schedule() {
        Waiting first = waiting.peek();
        if (next == null && first != null) {
            next = context.executor().schedule(this::sendDue, first.dueNanos() - nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void sendDue() {
        next = null;
        long now = nanoTime();
        for (Waiting first = waiting.peek(); first != null && first.dueNanos() - now <= 0; first = waiting.peek()) {
            waiting.remove();
            waitingBytes -= first.bytes();
            context.write(first.message(), context.voidPromise());
        }
        context.flush();
        readOn();
        schedule();
        endIfDone();
    }

    private void endIfDone() {
        if (inputEnded && waiting.isEmpty()) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
