package io.linekeeper.lab.matrix;

import java.time.Duration;
import java.util.Locale;

/** Times as the sentences of a run write them: {@code 4.8 s}, {@code 15 min 38 s}. */
public final class Seconds {
    private static final int SECONDS_ONLY_BELOW = 120;
    private static final int MINUTE = 60;

    private Seconds() {}

    /** A duration. */
    public static String of(Duration time) {
        return of(time.toNanos());
    }

    /** Nanoseconds. */
    public static String of(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < SECONDS_ONLY_BELOW) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / MINUTE + " min " + whole % MINUTE + " s";
    }
}
