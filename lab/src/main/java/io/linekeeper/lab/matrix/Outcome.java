package io.linekeeper.lab.matrix;

import java.util.List;

/**
 * What a detector made of one line.
 *
 * @param found when it was found to be dead, in nanoseconds after the fault; -1: it was not
 * @param fate what it was found to be; empty if it was not
 * @param says the whole sentence, with its evidence; empty if there is none
 * @param timeline all that happened to it and around it, in order
 */
public record Outcome(long found, String fate, String says, List<Moment> timeline) {
    /** Copies the list. */
    public Outcome {
        timeline = List.copyOf(timeline);
    }

    /** Whether the line was found to be dead. */
    public boolean isFound() {
        return found >= 0;
    }

    /**
     * A moment of a timeline.
     *
     * @param nanos after the fault; negative before it
     * @param what in a few words: {@code suspected}, {@code FOUND: HUNG}, {@code path whole again}
     */
    public record Moment(long nanos, String what) {}
}
