package io.linekeeper.lab.scene;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.PulledCable;

/** Cables of a scene. */
final class Cables {
    private Cables() {}

    /** Pulls the cable of a host, which is to be out to the end; returns when it was. */
    static long pull(Stage stage, Host host) {
        PulledCable cable = new PulledCable(host);
        stage.proveAtEnd(cable::requireOut);
        return cable.inject();
    }
}
