package io.linekeeper.sim.net;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: what is to happen, in the order of its time, and at one time in the order in which it was put here. Nothing
 * happens by itself: whoever drives the simulation takes one event after the other. One thread.
 */
public final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.naturalOrder());
    private long now;
    private long number;

    /** Something to happen, which can be called off. */
    public interface Entry extends Comparable<Entry> {
        /** It does not happen any more; nothing if it has happened. */
        void cancel();
    }

    /** An agenda that begins at this time, in nanoseconds: any number, as {@code System.nanoTime} gives any. */
    public Agenda(long nowNanos) {
        now = nowNanos;
    }

    /** The time of the latest event, in nanoseconds. */
    public long now() {
        return now;
    }

    /**
     * Something is to happen at a time, in nanoseconds.
     *
     * @throws IllegalArgumentException if that time has passed
     */
    public Entry at(long nanos, Runnable happening) {
        if (nanos - now < 0) {
            throw new IllegalArgumentException((now - nanos) + " ns ago is past; choose a time from now on");
        }
        Planned planned = new Planned(nanos, number++, happening);
        entries.add(planned);
        return planned;
    }

    /** Something is to happen in so many nanoseconds. */
    public Entry after(long nanos, Runnable happening) {
        return at(now + nanos, happening);
    }

    /**
     * Has the next thing happen, unless that is after {@code untilNanos}.
     *
     * @return whether anything happened; if not, it is {@code untilNanos} now, or later already
     */
    public boolean next(long untilNanos) {
        for (Planned next = (Planned) entries.peek(); next != null; next = (Planned) entries.peek()) {
            if (next.at - untilNanos > 0) {
                break;
            }
            entries.remove();
            if (next.happening != null) {
                now = next.at;
                Runnable happening = next.happening;
                next.happening = null;
                happening.run();
                return true;
            }
        }
        now = untilNanos - now > 0 ? untilNanos : now;
        return false;
    }

    private static final class Planned implements Entry {
        final long at;
        final long number;

        @Nullable
        Runnable happening;

        Planned(long at, long number, Runnable happening) {
            this.at = at;
            this.number = number;
            this.happening = happening;
        }

        @Override
        public void cancel() {
            happening = null;
        }

        @Override
        public int compareTo(Entry other) {
            Planned it = (Planned) other;
            return at == it.at ? Long.compare(number, it.number) : Long.signum(at - it.at);
        }
    }
}
