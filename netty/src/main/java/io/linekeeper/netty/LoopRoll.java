package io.linekeeper.netty;

import io.linekeeper.line.Line;
import io.linekeeper.line.RollCall;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The roll call of one event loop, and the one task that calls it. The task re-arms itself one shot at a time, since a
 * fixed rate catches up after a gap and would count it many times.
 *
 * <p>Belongs to its loop's thread, and reads its loop's clock.
 */
final class LoopRoll implements Runnable {
    /**
     * The least delay. Not 0: a task that is executed at once runs before the loop has read again, a scheduled one after it,
     * as a rule. It is no promise: a timer that falls due while the loop makes ready to wait runs without a read before it
     * (Netty 4.2.18, {@code EpollIoHandler.run}, between two calls of {@code canBlock()}). So nothing may rest on it: before
     * a verdict the witness is heard or the line is read, and before a cut it is read.
     */
    private static final long AFTER_READING_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    /** When the roll is called again after a call that failed. */
    private static final long AFTER_FAILURE_NANOS = LivenessPolicy.LONGEST_TICK.toNanos();

    private static final Duration LEAST_GAP = Duration.ofMillis(1);
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(LoopRoll.class);

    /** One, as a rule: embedded channels have a loop each, all on the thread of a test. */
    private static final FastThreadLocal<List<LoopRoll>> OF_THIS_THREAD = new FastThreadLocal<>() {
        @Override
        protected List<LoopRoll> initialValue() {
            return new ArrayList<>(1);
        }
    };

    private final EventLoop loop;
    private final RollCall roll;
    private final Map<LineListener, Integer> linesOf = new HashMap<>();
    private @Nullable Future<?> next;

    private LoopRoll(EventLoop loop, boolean witness) {
        this.loop = loop;
        this.roll = new RollCall(loop.ticker().nanoTime(), witness);
    }

    /**
     * The roll of a loop, on the thread that runs it.
     *
     * @param witness whether the lines of this loop can ask the kernel
     */
    static LoopRoll of(EventLoop loop, boolean witness) {
        List<LoopRoll> rolls = OF_THIS_THREAD.get();
        for (int i = 0; i < rolls.size(); i++) {
            if (rolls.get(i).loop == loop) {
                return rolls.get(i);
            }
        }
        rolls.removeIf(roll -> roll.roll.size() == 0);
        LoopRoll made = new LoopRoll(loop, witness);
        rolls.add(made);
        return made;
    }

    void add(Line line, LivenessPolicy policy, LineListener listener) {
        linesOf.merge(listener, 1, Integer::sum);
        roll.add(line, policy, loop.ticker().nanoTime());
        hasten(line);
    }

    /** Judges a line by another policy from now on. */
    void change(Line line, LivenessPolicy policy) {
        roll.change(line, policy);
        hasten(line);
    }

    /** A beat of this line declares how long it lasts. */
    void livesFor(Line line, Duration timeToLive) {
        roll.livesFor(line, timeToLive);
        hasten(line);
    }

    /** Takes off a line that was added with this listener. */
    void remove(Line line, LineListener listener) {
        roll.remove(line);
        linesOf.computeIfPresent(listener, (key, lines) -> lines == 1 ? null : lines - 1);
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
        long planned = AFTER_FAILURE_NANOS;
        try {
            long began = loop.ticker().nanoTime();
            planned = roll.call(began);
            roll.took(loop.ticker().nanoTime() - began);
        } catch (RuntimeException | Error thrown) {
            LOGGER.warn("a roll call failed; the next one comes in {} ms", AFTER_FAILURE_NANOS / 1_000_000, thrown);
        }
        tellGap(Duration.ofNanos(roll.time().gapNanos()));
        if (planned != RollCall.NO_LINES) {
            schedule(planned);
        }
    }

    private void tellGap(Duration gap) {
        if (gap.compareTo(LEAST_GAP) >= 0) {
            String name = Thread.currentThread().getName();
            List.copyOf(linesOf.keySet()).forEach(listener -> listener.paused(name, gap));
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
