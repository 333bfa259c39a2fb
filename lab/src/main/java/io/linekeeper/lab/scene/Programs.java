package io.linekeeper.lab.scene;

import io.linekeeper.lab.Freeze;

/** Programs of a scene. */
final class Programs {
    private Programs() {}

    /** Stops the device's program, which is to stand still to the end; returns when it did. */
    static long stopDevice(Stage stage) {
        Freeze freeze = new Freeze(stage.device());
        stage.proveAtEnd(freeze::requireStill);
        return freeze.inject();
    }
}
