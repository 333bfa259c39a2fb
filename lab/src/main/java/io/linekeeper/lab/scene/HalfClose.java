package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The device ends its own side (FIN), and goes on to read. */
record HalfClose() implements Scene {
    @Override
    public String id() {
        return "half-close";
    }

    @Override
    public String sentence() {
        return "The device ends its own side (FIN), and goes on to read.";
    }

    @Override
    public Truth truth() {
        return new Truth.HalfClosed();
    }

    @Override
    public long play(Stage stage) {
        long fault = System.nanoTime();
        Orders.obeyed(stage, "all finish");
        return fault;
    }
}
