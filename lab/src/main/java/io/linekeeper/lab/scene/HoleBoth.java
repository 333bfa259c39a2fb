package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Truth;

/** A router drops everything both ways, and tells nobody. */
record HoleBoth() implements Scene {
    @Override
    public String id() {
        return "hole-both";
    }

    @Override
    public String sentence() {
        return "A router drops everything both ways, and tells nobody.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public long play(Stage stage) {
        return new BlackHole(stage.network(), Direction.BOTH, Ports.ofAll(stage)).inject();
    }
}
