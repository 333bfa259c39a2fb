package io.linekeeper.bench.scale;

import java.nio.file.Path;

/**
 * How much is measured.
 *
 * @param lines connections, where the figure does not say otherwise
 * @param seconds length of one measurement
 * @param rounds how often everything is measured over
 * @param servedJar the program whose {@code serve} is measured too
 */
record Size(int lines, int seconds, int rounds, Path servedJar) {
    static Size quick(Path servedJar) {
        return new Size(5_000, 4, 3, servedJar);
    }

    static Size full(Path servedJar) {
        return new Size(10_000, 10, 7, servedJar);
    }
}
