package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The server has no descriptor left, and the device's cable is pulled. */
record Descriptors() implements Scene {
    @Override
    public String id() {
        return "descriptors";
    }

    @Override
    public String sentence() {
        return "The server has no descriptor left, and the device's cable is pulled.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public long play(Stage stage) {
        stage.exhaustDescriptors();
        stage.note("no descriptor left");
        stage.proveAtEnd(stage::exhaustDescriptors);
        return Cables.pull(stage, stage.network().device());
    }
}
