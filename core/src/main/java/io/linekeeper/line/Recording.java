package io.linekeeper.line;

import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Flight.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flight in the making: what the latest looks at one silence, or one stall, have seen. It only notes, and changes nothing
 * of what is judged.
 */
final class Recording {
    /** The latest looks that are kept, of those that saw anything new. */
    static final int MOST_ENTRIES = 64;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NEVER = -1;
    /** How far ages in the kernel's samples may be off, in milliseconds. */
    private static final long KERNEL_TICKS = 20;
    /** An observed line is asked nothing any more; it is still sampled, each time its silence is longer by this share. */
    private static final int SHARE_OF_SILENCE = 6;

    private final Kind kind;
    private final Terms terms;
    private final boolean proven;
    private final long readingUntil;
    /** The beginning, in hearing time and on the clock. */
    private final int began;

    private final long beganNanos;
    /** The loop's gaps before the beginning. */
    private final long creditedBefore;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private int dropped;
    private @Nullable Witness latest;
    private int sampleAt;
    /** The longest absence of our machine in it, as far as is known, and until when it excuses, from the beginning. */
    private long absent;

    private long excusedUntil;

    private Recording(Kind kind, Watched line, Inquiry silence, int began) {
        this.kind = kind;
        this.terms = line.terms();
        this.proven = line.standing() == Standing.PROVEN;
        this.began = began;
        HearingTime time = terms.time;
        long real = time.realNanosSince(began);
        beganNanos = time.realNanos() - real;
        creditedBefore = time.creditedNanos() - Math.max(0, real - hearingNanosSince(began));
        readingUntil = kind == Kind.SILENCE && silence.reading > 0
                ? moment(silence.firstAskedAt) + silence.reading * NANOS_PER_MILLI
                : 0;
    }

    /** Notes a look at a line, and what came of it; begins a record where there is something to be followed. */
    static void note(Line line, Step step, @Nullable Witness witness) {
        Inquiry silence = line.inquiry;
        if (silence == null || silence.state == LineState.JUDGED) {
            return;
        }
        if (silence.recording == null && isToBeRecorded(silence, line.terms())) {
            silence.recording = new Recording(Kind.SILENCE, line, silence, silence.base);
        }
        Recording recording = silence.recording;
        if (recording != null) {
            boolean samples = step == Step.QUIET && recording.isSampleWanted(silence);
            recording.add(line, silence, step, samples ? line.testify() : witness);
        }
        noteStall(line, silence, step, witness);
    }

    /** Silences of suspects, and those of beats that are late: quiet lines cost nothing. */
    private static boolean isToBeRecorded(Inquiry silence, Terms terms) {
        return silence.state.isSuspicious() || (terms.rule instanceof OneWayRule && silence.witness != null);
    }

    private static void noteStall(Line line, Inquiry silence, Step step, @Nullable Witness witness) {
        Backlog backlog = silence.backlog;
        if (backlog == null || witness == null) {
            return;
        }
        int halfway = backlog.movedAt() + line.terms().stallLimit / 2;
        if (backlog.recording == null && line.terms().time.millis() - halfway >= 0) {
            backlog.recording = new Recording(Kind.STALL, line, silence, backlog.movedAt());
        }
        if (backlog.recording != null) {
            backlog.recording.add(line, silence, step, witness);
        }
    }

    private boolean isSampleWanted(Inquiry silence) {
        return silence.state == LineState.OBSERVED && terms.time.millis() - sampleAt >= 0;
    }

    /** Adds an entry, unless it would say nothing that the one before did not. */
    private void add(Watched line, Inquiry silence, Step step, @Nullable Witness witness) {
        Witness sample = witness == null || (step == Step.QUIET ? saysNothingNew(witness) : witness.equals(latest))
                ? null
                : witness;
        long credited = terms.time.creditedNanos() - creditedBefore;
        if (witness != null) {
            int now = terms.time.millis();
            sampleAt = now + Math.max(terms.roll.tickMillis(), (now - began) / SHARE_OF_SILENCE);
        }
        Entry before = entries.peekLast();
        boolean gap = before != null && before.creditedNanos() != credited;
        if (sample == null && !gap && (step == Step.QUIET || step == Step.SAMPLE)) {
            return;
        }
        if (sample != null) {
            latest = sample;
        }
        if (entries.size() == MOST_ENTRIES) {
            entries.removeFirst();
            dropped++;
        }
        boolean asked = silence.questions > 0;
        entries.add(new Entry(
                terms.time.realNanos() - beganNanos,
                Math.max(0, moment(silence.heard == line.heard ? silence.base : terms.time.latest(line.heard))),
                credited,
                excusedUntil(silence.base),
                silence.questions,
                asked ? moment(silence.firstAskedAt) : NEVER,
                asked ? moment(silence.lastAskedAt) : NEVER,
                step,
                sample == null ? null : sinceBeginning(sample)));
    }

    /** Whether a sample tells what the one before would still tell: ages have grown by the time between, give or take a tick. */
    private boolean saysNothingNew(Witness sample) {
        Witness before = latest;
        if (before == null || !before.kernel()) {
            return sample.equals(before);
        }
        long elapsed = (sample.atNanos() - before.atNanos()) / NANOS_PER_MILLI;
        return sample.reading() == before.reading()
                && isOlderBy(elapsed, sample.lastDataMillis(), before.lastDataMillis())
                && isOlderBy(elapsed, sample.lastAckMillis(), before.lastAckMillis())
                && sample.acknowledged() == before.acknowledged()
                && sample.queued() == before.queued()
                && sample.unackedSegments() == before.unackedSegments()
                && sample.unsentBytes() == before.unsentBytes()
                && sample.windowBytes() == before.windowBytes()
                && sample.probes() == before.probes()
                && sample.retransmits() == before.retransmits();
    }

    private static boolean isOlderBy(long elapsed, long age, long before) {
        return Math.abs(age - before - elapsed) <= KERNEL_TICKS;
    }

    /** As {@link Inquiry#isExcused} would have it, if this look were to judge. */
    private long excusedUntil(int base) {
        for (Absence each : terms.time.absences()) {
            long until = each.isOverAt() - beganNanos;
            if (each.isUnexplained() && each.isIn(base) && each.length() > absent) {
                absent = each.length();
                excusedUntil = until;
            } else if (!each.isUnexplained() && until == excusedUntil) {
                absent = 0;
                excusedUntil = 0;
            }
        }
        return excusedUntil;
    }

    /** It ended by itself: the line was heard at {@code heardAt} at the latest, in hearing time, or what waited has moved. */
    Flight over(int heardAt, @Nullable Verdict observed) {
        return ended(Math.min(terms.time.realNanos() - beganNanos, moment(heardAt)), null, observed);
    }

    /** The line was judged, at {@code nowNanos} on the clock. */
    Flight judged(Watched line, Inquiry silence, Verdict verdict, long nowNanos) {
        add(line, silence, Step.VERDICT, verdict.evidence().witness());
        return ended(nowNanos - beganNanos, verdict.fate(), silence.observed);
    }

    private Flight ended(long atNanos, @Nullable Fate fate, @Nullable Verdict observed) {
        List<Entry> all = new ArrayList<>(entries);
        Fate found = observed == null ? null : observed.fate();
        return new Flight(kind, terms.policy, proven, readingUntil, dropped, all, new Flight.End(atNanos, fate, found));
    }

    private long moment(int hearing) {
        return terms.time.realNanos() - terms.time.realNanosSince(hearing) - beganNanos;
    }

    private long hearingNanosSince(int millis) {
        return (long) (terms.time.millis() - millis) * NANOS_PER_MILLI;
    }

    private Witness sinceBeginning(Witness sample) {
        return new Witness(
                sample.atNanos() - beganNanos,
                sample.kernel(),
                sample.reading(),
                sample.lastDataMillis(),
                sample.lastAckMillis(),
                sample.acknowledged(),
                sample.queued(),
                sample.unackedSegments(),
                sample.unsentBytes(),
                sample.windowBytes(),
                sample.probes(),
                sample.retransmits(),
                sample.rttMicros());
    }
}
