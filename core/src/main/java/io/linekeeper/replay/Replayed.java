package io.linekeeper.replay;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have done in a recorded silence. A value.
 *
 * @param flight the record
 * @param fate the verdict's fate, or null: it would not have ended the line
 * @param afterNanos after how much of the silence, on the clock, it would have ended it, or -1; more than the recorded silence
 *     where it had to go on for that
 * @param truth whether that was right, as far as the record can tell
 */
public record Replayed(Flight flight, @Nullable Fate fate, long afterNanos, Truth truth) {

    /** Whether a policy was right. */
    public enum Truth {
        /** It lets the line live, which was heard again. */
        SPARED,
        /** It ends the line, which was never heard again: found dead, reset, or its device came back on another. */
        RIGHTLY,
        /** It ends the line, which was heard again; or whose FIN came, though nothing was to be acknowledged. */
        WRONGLY,
        /** The record cannot tell, and nobody else. */
        NOT_KNOWN
    }
}
