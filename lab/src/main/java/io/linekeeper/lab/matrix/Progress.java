package io.linekeeper.lab.matrix;

import java.time.Duration;
import java.util.List;

/**
 * How a run stands.
 *
 * @param done how many scenes have been played or have failed, repetitions counted
 * @param total how many there are
 * @param underWay the ids of those under way
 * @param left about how long the run still takes
 */
public record Progress(int done, int total, List<String> underWay, Duration left) {
    private static final int MINUTE = 60;

    /** Copies the list. */
    public Progress {
        underWay = List.copyOf(underWay);
    }

    /** The whole of it in a line. */
    public String words() {
        String now = underWay.isEmpty() ? "" : ", under way: " + String.join(", ", underWay);
        long seconds = left.toSeconds();
        String time = seconds < MINUTE ? seconds + " s" : seconds / MINUTE + " min " + seconds % MINUTE + " s";
        return done + " of " + total + " scenes played" + now + "; about " + time + " left";
    }
}
