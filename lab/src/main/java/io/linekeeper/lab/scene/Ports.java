package io.linekeeper.lab.scene;

import java.util.stream.IntStream;

/** Ports of the device. */
final class Ports {
    private Ports() {}

    /** Those of all its lines. */
    static int[] ofAll(Stage stage) {
        return stage.detectors().stream()
                .flatMapToInt(detector -> IntStream.of(stage.portsOf(detector)))
                .toArray();
    }
}
