package io.linekeeper.bench.scale;

import java.nio.file.Path;

/**
 * How much is measured.
 *
 * @param lines connections, where the figure does not say otherwise
 * @param seconds length of one measurement
 * @param rounds how often the short figures are measured over; the long ones half as often
 * @param repeats how often a figure that takes long to set up is measured once it is
 * @param servedJar the program whose {@code serve} is measured too
 */
record Size(int lines, int seconds, int rounds, int repeats, Path servedJar) {
    static Size quick(Path servedJar) {
        return new Size(5_000, 4, 1, 1, servedJar);
    }

    static Size full(Path servedJar) {
        return new Size(10_000, 10, 5, 3, servedJar);
    }
}
