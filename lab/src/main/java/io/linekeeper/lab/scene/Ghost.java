package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Truth;

/** The path of the device's line is gone for good, and the device is back on a new line from another port. */
record Ghost() implements Scene {
    @Override
    public String id() {
        return "ghost";
    }

    @Override
    public String sentence() {
        return "The path of the device's line is gone for good, and the device is back on a new line from another port.";
    }

    @Override
    public Truth truth() {
        return new Truth.Returned();
    }

    @Override
    public long play(Stage stage) {
        long fault = new BlackHole(stage.network(), Direction.BOTH, Ports.ofAll(stage)).inject();
        Orders.obeyed(stage, "all again");
        stage.note("the device comes back");
        return fault;
    }
}
