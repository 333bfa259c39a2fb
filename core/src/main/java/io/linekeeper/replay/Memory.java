package io.linekeeper.replay;

import io.linekeeper.line.Witness;
import io.linekeeper.replay.Course.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel would have said at any moment of a recorded silence, to somebody who asked other questions than were asked
 * then. All times are hearing time in nanoseconds.
 *
 * <ul>
 *   <li>Of when data and acknowledgements came, each sample tells for all the time before it.
 *   <li>How our stream, the window and retransmission stood, the latest sample before the moment tells; before the first, the
 *       first. A sample by which all was acknowledged tells it from the latest acknowledgement on.
 *   <li>A question that was not asked then counts as acknowledged one round-trip after it, unless a sample tells of anything
 *       of ours that was not acknowledged after it was asked: then when the next acknowledgement came, or never.
 * </ul>
 */
final class Memory {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int QUESTION_BYTES = 8;

    private final List<Sample> samples;
    /** When each question of this replay is acknowledged. */
    private final List<Long> acknowledged = new ArrayList<>();

    Memory(Course course) {
        samples = course.samples();
    }

    /** Whether the kernel could be asked then. */
    boolean hasKernel() {
        return samples.get(0).witness().kernel();
    }

    /** A question is asked now. */
    void ask(long now) {
        acknowledged.add(acknowledgedAt(now));
    }

    private long acknowledgedAt(long asked) {
        Sample latest = latest(asked);
        long soon = asked + latest.witness().rttMicros() * NANOS_PER_MICRO;
        boolean refuted = latest.witness().hasBacklog();
        for (Sample sample : samples) {
            if (sample.at() >= asked) {
                if (sample.answersUs() && sample.ackAt() >= asked) {
                    return refuted ? sample.ackAt() : Math.min(soon, sample.ackAt());
                }
                refuted |= sample.witness().hasBacklog();
            }
        }
        return refuted ? NEVER : soon;
    }

    /** What the kernel says now. */
    Witness testify(long now) {
        Witness stood = latest(now).witness();
        long covered = acknowledged.stream().filter(at -> at <= now).count() * QUESTION_BYTES;
        long asked = (long) acknowledged.size() * QUESTION_BYTES;
        if (!stood.kernel()) {
            long drained = stood.acknowledged() + (stood.hasBacklog() ? covered : asked);
            return Witness.ofBuffers(now, stood.reading(), drained, stood.queued() + asked);
        }
        return new Witness(
                now,
                true,
                stood.reading(),
                (now - lastData(now)) / NANOS_PER_MILLI,
                (now - lastAck(now)) / NANOS_PER_MILLI,
                stood.acknowledged() + covered,
                stood.queued() + asked,
                stood.unackedSegments() + (asked > covered ? 1 : 0),
                stood.unsentBytes(),
                stood.windowBytes(),
                stood.probes(),
                stood.retransmits(),
                stood.rttMicros());
    }

    private Sample latest(long now) {
        Sample latest = samples.get(0);
        for (Sample sample : samples) {
            if (sample.from() <= now) {
                latest = sample;
            }
        }
        return latest;
    }

    private long lastData(long now) {
        return samples.stream()
                .mapToLong(Sample::dataAt)
                .filter(at -> at <= now)
                .max()
                .orElse(Math.min(0, now));
    }

    private long lastAck(long now) {
        long known = samples.stream()
                .mapToLong(Sample::ackAt)
                .filter(at -> at <= now)
                .max()
                .orElse(Math.min(0, now));
        return acknowledged.stream().filter(at -> at <= now).reduce(known, Math::max);
    }
}
