package io.linekeeper.lab.scene;

import io.linekeeper.lab.Freeze;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** Our own server stands still for longer than any bound. */
record ServerStopped() implements Scene {
    @Override
    public String id() {
        return "server-stopped";
    }

    @Override
    public String sentence() {
        return "Our own server stands still (SIGSTOP) for " + OwnPauseTime.OF.toSeconds() + " s; every peer is well.";
    }

    @Override
    public Truth truth() {
        return new Truth.OwnPause(OwnPauseTime.OF, true);
    }

    @Override
    public int lines() {
        return OwnPauseTime.LINES;
    }

    @Override
    public boolean sparesNeighbour() {
        return false;
    }

    @Override
    public Duration watched() {
        return OwnPauseTime.OF.plusSeconds(10);
    }

    @Override
    public long play(Stage stage) {
        Freeze freeze = new Freeze(stage.server());
        long fault = freeze.inject();
        stage.later(OwnPauseTime.OF, () -> {
            freeze.restore();
            stage.note("the server goes on");
        });
        return fault;
    }
}
