package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** The device lives and reads slowly. */
record SlowReader() implements Scene {
    /** Bytes a second. */
    private static final int RATE = 20_000;

    /** More than is read while the lines are watched. */
    private static final int BYTES = 2_000_000;

    /** Its kernel takes more than its window said, and opens it again when most of that has been read (measured: 5.3 s and more). */
    private static final Duration CLOSED = Duration.ofMillis(5_300);

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
        return new Truth.SlowReading(CLOSED);
    }

    @Override
    public Duration watched() {
        return Duration.ofSeconds(30);
    }

    @Override
    public long play(Stage stage) {
        Orders.obeyed(stage, "all rate " + RATE);
        long fault = System.nanoTime();
        stage.send(BYTES);
        stage.note("much is sent on each line");
        return fault;
    }
}
