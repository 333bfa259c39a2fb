package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The device's program hangs (SIGSTOP), its kernel goes on to acknowledge. */
record Hung() implements Scene {
    @Override
    public String id() {
        return "hung";
    }

    @Override
    public String sentence() {
        return "The device's program hangs (SIGSTOP), its kernel goes on to acknowledge.";
    }

    @Override
    public Truth truth() {
        return new Truth.Hung();
    }

    @Override
    public long play(Stage stage) {
        return Programs.stopDevice(stage);
    }
}
