package io.linekeeper.lab.matrix;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * After what times lines were found to be dead, over all lines and repetitions.
 *
 * @param min the shortest
 * @param median half of them were no later; of an even number the mean of the two in the middle
 * @param max the longest
 * @param found how many lines these are
 */
public record Spread(Duration min, Duration median, Duration max, int found) {
    /** Empty if none was found. */
    static Optional<Spread> of(List<Outcome> outcomes) {
        long[] times = outcomes.stream()
                .filter(Outcome::isFound)
                .mapToLong(Outcome::found)
                .sorted()
                .toArray();
        return times.length == 0
                ? Optional.empty()
                : Optional.of(new Spread(
                        Duration.ofNanos(times[0]),
                        Duration.ofNanos(median(times)),
                        Duration.ofNanos(times[times.length - 1]),
                        times.length));
    }

    private static long median(long[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
