package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** The path is cut for a while. */
record Outage(String id, double ofBound) implements Scene {
    /** What stands for the bound of those that have none. */
    private static final Duration UNBOUNDED = Duration.ofSeconds(31);

    @Override
    public String sentence() {
        return "The path of each line is cut for " + ofBound
                + " of its detector's bound, and whole again after it; of 31 s where there is no bound.";
    }

    @Override
    public Truth truth() {
        return new Truth.Outage(ofBound);
    }

    @Override
    public Duration watched() {
        return Duration.ofMillis((long) (ofBound * UNBOUNDED.toMillis())).plusSeconds(10);
    }

    private Duration time(Detector detector) {
        return Duration.ofMillis(
                (long) (ofBound * detector.bound().orElse(UNBOUNDED).toMillis()));
    }

    @Override
    public long play(Stage stage) {
        long fault = System.nanoTime();
        for (Detector detector : stage.detectors()) {
            BlackHole hole = new BlackHole(stage.network(), Direction.BOTH, stage.portsOf(detector));
            hole.inject();
            stage.later(time(detector), hole::restore);
        }
        return fault;
    }
}
