package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The device's program is killed (SIGKILL), and its kernel closes its connections. */
record Killed() implements Scene {
    @Override
    public String id() {
        return "killed";
    }

    @Override
    public String sentence() {
        return "The device's program is killed (SIGKILL), and its kernel closes its connections.";
    }

    @Override
    public Truth truth() {
        return new Truth.Ended();
    }

    @Override
    public long play(Stage stage) {
        long fault = System.nanoTime();
        stage.device().kill();
        return fault;
    }
}
