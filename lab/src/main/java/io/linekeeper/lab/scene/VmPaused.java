package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Truth;

/** The device is a virtual machine that is paused: its programs and its kernel stand still. */
record VmPaused() implements Scene {
    @Override
    public String id() {
        return "vm-paused";
    }

    @Override
    public String sentence() {
        return "The device is a virtual machine that is paused: its programs and its kernel stand still.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public long play(Stage stage) {
        long fault = new BlackHole(stage.network(), Direction.BOTH, Ports.ofAll(stage)).inject();
        Programs.stopDevice(stage);
        return fault;
    }
}
