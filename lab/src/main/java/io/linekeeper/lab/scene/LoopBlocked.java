package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** A handler of our own server blocks its loop for longer than any bound. */
record LoopBlocked() implements Scene {
    @Override
    public String id() {
        return "loop-blocked";
    }

    @Override
    public String sentence() {
        return "A handler of our own server blocks its loop for " + OwnPauseTime.OF.toSeconds()
                + " s; every peer is well.";
    }

    @Override
    public Truth truth() {
        return new Truth.OwnPause(OwnPauseTime.OF, false);
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
        long fault = System.nanoTime();
        stage.block(OwnPauseTime.OF);
        return fault;
    }
}
