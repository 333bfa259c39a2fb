package io.linekeeper.replay;

import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Witness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flight told in hearing time, nanoseconds since its beginning: what nobody listened to is taken out, so that a virtual
 * loop which is never late hears what the real one heard. A gap is taken to lie right before the look that first knew of it.
 */
final class Course {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<Entry> entries;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * A sample, and the moments that it tells.
     *
     * @param at when it was taken
     * @param from from when on nothing has changed: the latest acknowledgement, if all was acknowledged by it
     * @param ackAt when the latest acknowledgement before it came
     * @param dataAt when the latest data before it came
     * @param answersUs whether that acknowledgement tells that the peer's kernel hears us: while we retransmit and it
     *     acknowledges no more than before, it came with what the peer sent again
     */
    record Sample(long at, long from, long ackAt, long dataAt, boolean answersUs, Witness witness) {}

    Course(Flight flight) {
        entries = flight.entries();
        Witness before = null;
        for (Entry entry : entries) {
            Witness witness = entry.witness();
            if (witness != null) {
                samples.add(sample(witness, before));
                before = witness;
            }
        }
    }

    private Sample sample(Witness witness, @Nullable Witness before) {
        long at = witness.atNanos();
        boolean more = before == null || witness.acknowledged() > before.acknowledged();
        boolean answersUs = witness.retransmits() == 0 || more;
        long ackAt = at - witness.lastAckMillis() * NANOS_PER_MILLI;
        boolean settled = witness.kernel() && answersUs && !witness.hasBacklog();
        return new Sample(
                hearing(at),
                hearing(settled && before != null ? Math.max(before.atNanos(), ackAt) : at),
                hearing(ackAt),
                hearing(at - witness.lastDataMillis() * NANOS_PER_MILLI),
                answersUs,
                witness);
    }

    /** All samples, in their order; at least one. */
    List<Sample> samples() {
        return samples;
    }

    /** A moment on the clock in hearing time. */
    long hearing(long clockNanos) {
        long credited = 0;
        for (Entry entry : entries) {
            long hearingThere = entry.atNanos() - entry.creditedNanos();
            if (clockNanos < entry.atNanos()) {
                return Math.min(clockNanos - credited, hearingThere);
            }
            credited = entry.creditedNanos();
        }
        return clockNanos - credited;
    }

    /** A moment in hearing time on the clock. */
    long clock(long hearingNanos) {
        long credited = 0;
        for (Entry entry : entries) {
            if (hearingNanos < entry.atNanos() - entry.creditedNanos()) {
                break;
            }
            credited = entry.creditedNanos();
        }
        return hearingNanos + credited;
    }

    /** When somebody who would be judged silent at this moment on the clock may be, since our machine may have been away. */
    long excused(long clockNanos) {
        long until = 0;
        for (Entry entry : entries) {
            if (entry.atNanos() <= clockNanos) {
                until = entry.excusedUntilNanos();
            }
        }
        return Math.max(clockNanos, until);
    }

    /** The moments, in hearing time, from which silence counted anew before the end. */
    List<Long> beginnings() {
        List<Long> moments = new ArrayList<>();
        long since = 0;
        for (Entry entry : entries) {
            if (entry.sinceNanos() > since) {
                since = entry.sinceNanos();
                moments.add(hearing(since));
            }
        }
        return moments;
    }
}
