package io.linekeeper.lab.scene;

import io.linekeeper.lab.PacketLoss;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** Packets of the device are lost at random, both ways. */
record Loss(int percent) implements Scene {
    private static final Duration TIME = Duration.ofSeconds(65);
    private static final int LINES = 5;

    @Override
    public String id() {
        return "loss-" + percent;
    }

    @Override
    public String sentence() {
        return "Of the device's packets " + percent + " of a hundred are lost each way, at random, for "
                + TIME.toSeconds() + " s.";
    }

    @Override
    public Truth truth() {
        return new Truth.Lossy(percent, TIME);
    }

    @Override
    public int lines() {
        return LINES;
    }

    @Override
    public Duration watched() {
        return TIME;
    }

    @Override
    public long play(Stage stage) {
        return PacketLoss.ofDevice(stage.network(), percent).inject();
    }
}
