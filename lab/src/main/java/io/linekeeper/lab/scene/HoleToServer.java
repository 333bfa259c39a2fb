package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Truth;

/** What the device sends is dropped on its way; what the server sends arrives. */
record HoleToServer() implements Scene {
    @Override
    public String id() {
        return "hole-to-server";
    }

    @Override
    public String sentence() {
        return "What the device sends is dropped on its way; what the server sends arrives.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public long play(Stage stage) {
        return new BlackHole(stage.network(), Direction.TO_SERVER, Ports.ofAll(stage)).inject();
    }
}
