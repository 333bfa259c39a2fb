package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** The path is cut for a while. */
record Outage(String id, double ofBound) implements Scene {
    /** What stands for the bound of those that have none. */
    private static final Duration UNBOUNDED = Duration.ofSeconds(31);

    /** The part of the time that is left for the command that ends it: an eighth. */
    private static final int EARLY = 8;

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
        return UNBOUNDED.multipliedBy(2);
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
            long cut = System.nanoTime();
            hole.inject();
            stage.later(aim(detector).minusNanos(System.nanoTime() - cut), () -> restore(stage, detector, hole, cut));
        }
        return fault;
    }

    /** What a live line must survive may not last longer than was said, so it ends a little earlier. */
    private Duration aim(Detector detector) {
        Duration time = time(detector);
        return truth().alive() ? time.minus(time.dividedBy(EARLY)) : time;
    }

    /** Whether it lasted as it should counts from before the first packet was lost until after the last one was. */
    private void restore(Stage stage, Detector detector, BlackHole hole, long cut) {
        Duration lasted = Duration.ofNanos(hole.restore() - cut);
        stage.note("path of " + detector.id() + " whole again after " + lasted.toMillis() + " ms");
        if (truth().alive() && lasted.compareTo(time(detector)) > 0) {
            throw new LabException(
                    "the path of " + detector.id() + " was cut for " + lasted.toMillis() + " ms, longer than the "
                            + time(detector).toMillis() + " ms that were to be survived; this machine is too busy");
        }
    }
}
