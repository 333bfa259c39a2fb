package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The device's program reads no more while much is sent to it: its window closes. What beats goes on to beat. */
record ReaderStopped() implements Scene {
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
        stage.device().tell("all pause");
        long fault = System.nanoTime();
        stage.send(Bulk.BYTES);
        stage.note("much is sent on each line");
        return fault;
    }
}
