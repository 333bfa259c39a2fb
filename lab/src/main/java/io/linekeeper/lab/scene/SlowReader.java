package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** The device lives and reads slowly. */
record SlowReader() implements Scene {
    /** So slow that Linux opens the window every eight seconds or so: a 16th of it at a time. */
    private static final int RATE = 500;

    @Override
    public String id() {
        return "slow-reader";
    }

    @Override
    public String sentence() {
        return "The device lives and reads " + RATE
                + " bytes a second of much that is sent to it, so that its window is closed for seconds.";
    }

    @Override
    public Truth truth() {
        return new Truth.SlowReading(RATE);
    }

    @Override
    public Duration watched() {
        return Duration.ofSeconds(30);
    }

    @Override
    public long play(Stage stage) {
        stage.device().tell("all rate " + RATE);
        long fault = System.nanoTime();
        stage.send(Bulk.BYTES);
        stage.note("much is sent on each line");
        return fault;
    }
}
