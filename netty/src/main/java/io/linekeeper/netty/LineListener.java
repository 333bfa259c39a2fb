package io.linekeeper.netty;

import io.linekeeper.line.Flight;
import io.linekeeper.line.Verdict;
import java.time.Duration;

/**
 * Hears what happens to lines. Each {@code connected} is followed by exactly one {@code verdict} and then exactly one
 * {@code closed}, whatever happened.
 *
 * <p>Called on the event loop of the line: must not block. What it throws is logged by Netty's loop and changes nothing
 * for the line.
 */
public interface LineListener {

    /** Does nothing with any event. */
    LineListener NONE = new LineListener() {};

    /** Tells this one first and then the other; what one throws is logged, and keeps nothing from the other. */
    default LineListener and(LineListener other) {
        return BothListeners.of(this, other);
    }

    /** The line is watched from now on. */
    default void connected(LineHandler line) {}

    /** At least one question is unanswered, or the kernel probes in vain. */
    default void suspected(LineHandler line) {}

    /** A suspect line was heard again. */
    default void recovered(LineHandler line) {}

    /**
     * Under verdicts that are only observed: the line would have been ended, and goes on. Followed by {@link #recovered} if
     * it is heard again, so that this was wrong; told again only after that.
     */
    default void observed(LineHandler line, Verdict verdict) {}

    /** The one judgement: the line is being ended. */
    default void verdict(LineHandler line, Verdict verdict) {}

    /** Our sending side is shut, or the peer's is: last bytes may still come or go until the drain deadline. */
    default void draining(LineHandler line, Verdict verdict) {}

    /** The connection is closed and its descriptor given back. */
    default void closed(LineHandler line, Verdict verdict) {}

    /**
     * A silence of a suspect is over, also by its verdict, and this is its record; only where
     * {@link Linekeeper#recording} asks for it. Told after the other event that it came with.
     */
    default void recorded(LineHandler line, Flight flight) {}

    /**
     * No read has been outstanding on a line for its policy's stall limit, or for that long again: the application does not
     * read, so nobody listens to the peer, and its silence is not charged.
     */
    default void notReading(LineHandler line, Duration since) {}

    /**
     * An event loop was away (garbage collection, a paused machine, a handler that blocked): nobody is charged for it.
     *
     * @param loop the name of the loop's thread
     * @param gap how long it did not listen
     */
    default void paused(String loop, Duration gap) {}
}
