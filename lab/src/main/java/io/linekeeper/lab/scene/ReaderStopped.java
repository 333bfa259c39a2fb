package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The device's program reads no more while much is sent to it: its window closes. What beats goes on to beat. */
record ReaderStopped() implements Scene {
    /** More than its kernel takes while nobody reads. */
    private static final int BYTES = 2_000_000;

    @Override
    public String id() {
        return "reader-stopped";
    }

    @Override
    public String sentence() {
        return "The device's program reads no more while much is sent to it: its window closes. What beats goes on to beat.";
    }

    @Override
    public Truth truth() {
        return new Truth.NotReading();
    }

    @Override
    public long play(Stage stage) {
        Orders.obeyed(stage, "all pause");
        long fault = System.nanoTime();
        stage.send(BYTES);
        stage.note("much is sent on each line");
        return fault;
    }
}
