package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Truth;

/** What the server sends is dropped on its way; what the device sends arrives. */
record HoleToDevice() implements Scene {
    @Override
    public String id() {
        return "hole-to-device";
    }

    @Override
    public String sentence() {
        return "What the server sends is dropped on its way; what the device sends arrives.";
    }

    @Override
    public Truth truth() {
        return new Truth.Deaf();
    }

    @Override
    public long play(Stage stage) {
        return new BlackHole(stage.network(), Direction.TO_DEVICE, Ports.ofAll(stage)).inject();
    }
}
