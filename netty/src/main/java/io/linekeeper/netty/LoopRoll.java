package io.linekeeper.netty;

import io.linekeeper.line.Keeper;
import io.linekeeper.line.Line;
import io.linekeeper.line.RollCall;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The roll call of one event loop, and the one task that calls it. The task re-arms itself one shot at a time, since a
 * fixed rate catches up after a gap and would count it many times.
 *
 * <p>Belongs to its loop's thread.
 */
final class LoopRoll implements Runnable {
    /**
     * The least delay. Not 0: a task that is executed at once runs before the loop has read again, a scheduled one only
     * after it.
     */
    private static final long AFTER_READING_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private static final FastThreadLocal<LoopRoll> OF_THIS_LOOP = new FastThreadLocal<>();

    private final EventLoop loop;
    private final RollCall roll;
    private final List<LineListener> listeners = new ArrayList<>();
    private @Nullable Future<?> next;

    private LoopRoll(EventLoop loop, boolean witness) {
        this.loop = loop;
        this.roll = new RollCall(System.nanoTime(), witness);
    }

    /**
     * The roll of the loop that runs this.
     *
     * @param witness whether the lines of this loop can ask the kernel
     */
    static LoopRoll of(EventLoop loop, boolean witness) {
        LoopRoll here = OF_THIS_LOOP.get();
        if (here == null) {
            here = new LoopRoll(loop, witness);
            OF_THIS_LOOP.set(here);
        }
        return here;
    }

    Line add(LivenessPolicy policy, Keeper keeper, LineListener listener) {
        if (!listeners.contains(listener)) {
            listeners.add(listener);
        }
        Line line = roll.add(policy, keeper, System.nanoTime());
        hasten(line);
        return line;
    }

    void remove(Line line) {
        roll.remove(line);
    }

    /** The line may have become due sooner than the next call is planned. */
    void hasten(Line line) {
        if (next == null || roll.isPlannedTooLate(line)) {
            schedule(AFTER_READING_NANOS);
        }
    }

    @Override
    public void run() {
        next = null;
        long planned = roll.call(System.nanoTime());
        Duration gap = Duration.ofNanos(roll.time().gapNanos());
        if (gap.compareTo(Duration.ofMillis(1)) >= 0) {
            for (LineListener listener : listeners) {
                listener.paused(Thread.currentThread().getName(), gap);
            }
        }
        if (planned != RollCall.NO_LINES) {
            schedule(planned);
        }
    }

    private void schedule(long nanos) {
        if (next != null) {
            next.cancel(false);
        }
        if (!loop.isShuttingDown()) {
            next = loop.schedule(this, Math.max(nanos, AFTER_READING_NANOS), TimeUnit.NANOSECONDS);
        }
    }
}
