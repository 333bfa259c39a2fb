package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The cable is pulled at the device, and the server sends a byte right after. */
record CableAtDeviceInFlight() implements Scene {
    @Override
    public String id() {
        return "cable-device-in-flight";
    }

    @Override
    public String sentence() {
        return "The cable is pulled at the device, and the server sends a byte right after.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(true);
    }

    @Override
    public long play(Stage stage) {
        long fault = Cables.pull(stage, stage.network().device());
        stage.send(1);
        stage.note("a byte sent on each line");
        return fault;
    }
}
