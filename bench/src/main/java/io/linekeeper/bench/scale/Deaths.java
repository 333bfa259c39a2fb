package io.linekeeper.bench.scale;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the last byte of each line was sent, when it was found dead, and when it was closed, in nanoseconds of one clock; and
 * how long of its silence nobody listened.
 */
record Deaths(
        Map<Integer, Long> sent, Map<Integer, Long> found, Map<Integer, Long> credited, Map<Integer, Long> closed) {

    /** Of the lines that are still known to the peers. */
    static Deaths of(List<String> sentReport, List<String> endsReport) {
        Map<Integer, Long> sent = new HashMap<>();
        for (String line : sentReport) {
            String[] words = line.split(" ");
            sent.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
        }
        Map<Integer, Long> found = new HashMap<>();
        Map<Integer, Long> credited = new HashMap<>();
        Map<Integer, Long> closed = new HashMap<>();
        for (String line : endsReport) {
            String[] words = line.split(" ");
            int port = Integer.parseInt(words[0]);
            if (sent.containsKey(port)) {
                if (!words[1].equals("0")) {
                    found.put(port, Long.valueOf(words[1]));
                    credited.put(port, Long.valueOf(words[3]));
                }
                closed.put(port, Long.valueOf(words[2]));
            }
        }
        return new Deaths(sent, found, credited, closed);
    }

    /** How long after its last byte and the bound each line was found, in milliseconds; below 0 would be early. */
    double[] latenessMillis(long boundNanos) {
        return found.entrySet().stream()
                .mapToDouble(line -> (line.getValue() - sent.getOrDefault(line.getKey(), 0L) - boundNanos) / 1e6)
                .toArray();
    }

    /** The same on a loop that had run in time: less what was credited. */
    double[] latenessLessCredit(long boundNanos) {
        return found.entrySet().stream()
                .mapToDouble(line -> (line.getValue()
                                - sent.getOrDefault(line.getKey(), 0L)
                                - credited.getOrDefault(line.getKey(), 0L)
                                - boundNanos)
                        / 1e6)
                .toArray();
    }

    long firstSent() {
        return first(sent);
    }

    long lastSent() {
        return last(sent);
    }

    long lastFound() {
        return last(found);
    }

    long lastClosed() {
        return last(closed);
    }

    private static long first(Map<Integer, Long> times) {
        return times.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static long last(Map<Integer, Long> times) {
        return times.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
