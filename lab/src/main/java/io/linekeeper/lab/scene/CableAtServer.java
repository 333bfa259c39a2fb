package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;

/** The server's own cable is pulled: it loses its carrier, and all its peers at once. */
record CableAtServer() implements Scene {
    @Override
    public String id() {
        return "cable-server";
    }

    @Override
    public String sentence() {
        return "The server's own cable is pulled: it loses its carrier, and all its peers at once.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public boolean sparesNeighbour() {
        return false;
    }

    @Override
    public long play(Stage stage) {
        return Cables.pull(stage, stage.network().server());
    }
}
