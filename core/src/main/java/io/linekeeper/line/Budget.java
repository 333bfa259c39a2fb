package io.linekeeper.line;

import java.util.concurrent.TimeUnit;

/**
 * What one call of the roll may set off, so that the lines in good health are read in between. Looks are cheap and have a
 * fixed number. What ends a line is not (a close is a system call and more, and each line's end is heard by others): as many
 * as lately took {@link #SPELL_NANOS}.
 */
final class Budget {
    /** How long a call that ends lines may take, about. */
    static final long SPELL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    static final int LOOKS = 1024;
    static final int MOST_ENDS = 256;
    private static final int FIRST_ENDS = 32;
    static final int LEAST_ENDS = 4;

    private int allowed = FIRST_ENDS;
    private int looks;
    private int ends;

    void begin() {
        looks = 0;
        ends = 0;
    }

    boolean isLeft() {
        return looks < LOOKS && ends < allowed;
    }

    /** A look was had; {@code ended} if it ended the line. */
    void spend(boolean ended) {
        looks++;
        if (ended) {
            ends++;
        }
    }

    /** All of it took so long. */
    void took(long nanos) {
        if (ends >= LEAST_ENDS) {
            long affordable = ends * SPELL_NANOS / Math.max(1, nanos);
            allowed = (int) Math.max(LEAST_ENDS, Math.min(affordable, Math.min(MOST_ENDS, 2L * allowed)));
        }
    }
}
