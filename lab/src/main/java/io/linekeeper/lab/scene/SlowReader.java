package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** The device lives and reads slowly. */
record SlowReader() implements Scene {
    /** Bytes a second. */
    static final int RATE = 2_000;

    /** What its kernel has room for: it opens the window a little at a time, and often. */
    private static final String ROOM = "4000";

    /** More than is read while the lines are watched. */
    private static final int BYTES = 1_000_000;

    @Override
    public String id() {
        return "slow-reader";
    }

    @Override
    public String sentence() {
        return "The device lives and reads " + RATE + " bytes a second of much that is sent to it, a little at a time.";
    }

    @Override
    public Truth truth() {
        return new Truth.SlowReading();
    }

    @Override
    public String[] device(Detector detector) {
        return new String[] {"--receive-buffer", ROOM};
    }

    @Override
    public Duration watched() {
        return Duration.ofSeconds(35);
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
