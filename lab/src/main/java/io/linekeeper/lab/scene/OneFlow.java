package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Truth;

/** One connection of the device is dropped on its way, another one of the same device goes on. */
record OneFlow() implements Scene {
    @Override
    public String id() {
        return "one-flow";
    }

    @Override
    public String sentence() {
        return "One connection of the device is dropped on its way, another one of the same device goes on.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public int spared() {
        return 1;
    }

    @Override
    public long play(Stage stage) {
        return new BlackHole(stage.network(), Direction.BOTH, Ports.ofAll(stage)).inject();
    }
}
