package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The cable is pulled at the device while nothing is under way. */
record CableAtDeviceIdle() implements Scene {
    @Override
    public String id() {
        return "cable-device-idle";
    }

    @Override
    public String sentence() {
        return "The cable is pulled at the device while nothing is under way.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public long play(Stage stage) {
        return Cables.pull(stage, stage.network().device());
    }
}
