package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one silence, or of one stall, of a line that became suspect: what each look saw and what came of it, so that
 * it can be judged again, also by another policy. A value.
 *
 * <p>All moments are nanoseconds on the clock since the beginning: that of the silence (the latest moment at which the last
 * byte before it can have been heard), or that of the stall (when a byte of ours was last acknowledged).
 *
 * @param kind what is recorded
 * @param policy by which the line was judged
 * @param proven whether the peer's silence was charged: it has answered before, or its heartbeat says that it must
 * @param readingUntilNanos until when the peer may have been reading what lay before the first question; 0 where it need not
 * @param dropped how many of the earliest entries there was no room for; more than 0: the record is cut short
 * @param entries the latest looks, in their order
 * @param end how it ended
 */
public record Flight(
        Kind kind,
        LivenessPolicy policy,
        boolean proven,
        long readingUntilNanos,
        int dropped,
        List<Entry> entries,
        End end) {

    public Flight {
        entries = List.copyOf(entries);
    }

    /** What is recorded. */
    public enum Kind {
        /** Nothing is heard of the peer. */
        SILENCE,
        /** The peer takes none of the bytes that wait for it, whatever is heard of it. */
        STALL
    }

    /**
     * What one look saw.
     *
     * @param atNanos when it was
     * @param sinceNanos from when on silence is charged: later than 0 where the line was heard, or nobody listened to it
     * @param creditedNanos how much of the time so far nobody listened on this loop, which is charged to nobody
     * @param excusedUntilNanos until when nobody may be judged silent, since nothing says that our machine was there while
     *     its loop was not; 0 if there is no such moment
     * @param questions questions asked so far, unanswered
     * @param firstAskedNanos when the first of them was asked, or -1
     * @param lastAskedNanos when the latest of them was asked, or -1
     * @param step what came of it
     * @param witness the sample that was taken, or null; its own {@link Witness#atNanos} counts from the same beginning
     */
    public record Entry(
            long atNanos,
            long sinceNanos,
            long creditedNanos,
            long excusedUntilNanos,
            int questions,
            long firstAskedNanos,
            long lastAskedNanos,
            Step step,
            @Nullable Witness witness) {}

    /**
     * How it ended.
     *
     * @param atNanos when: the latest moment at which the line can have been heard again, or that of the verdict
     * @param fate the line's fate, or null: it was heard again, or the stall was over
     * @param observed the death that was found before, and only observed, or null
     */
    public record End(
            long atNanos, @Nullable Fate fate, @Nullable Fate observed) {}
}
