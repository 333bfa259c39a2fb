package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.detector.Truth;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Which scenes are played, in which order, and for how long their lines are watched. Immutable. */
final class Plan {
    /** After the latest time at which something may be found, so that what comes too late is seen as well. */
    private static final Duration AFTERMATH = Duration.ofMillis(1_500);

    private final List<Turn> turns;

    private Plan(List<Turn> turns) {
        this.turns = turns;
    }

    /**
     * One scene, played once.
     *
     * @param number of the repetition, from 1
     * @param watched for how long after the fault
     */
    record Turn(Scene scene, int number, Duration watched) {}

    /** The longest first: then several that are played at the same time come to their end together. */
    static Plan of(List<Scene> scenes, List<Detector> detectors, int repetitions) {
        List<Turn> turns = new ArrayList<>();
        for (int number = 1; number <= repetitions; number++) {
            for (Scene scene : scenes) {
                turns.add(new Turn(scene, number, watched(scene, detectors)));
            }
        }
        turns.sort(Comparator.comparing(Turn::watched).reversed());
        return new Plan(List.copyOf(turns));
    }

    /** Until the last detector must have found it, or would have found a cut, and a little longer. */
    static Duration watched(Scene scene, List<Detector> detectors) {
        Duration longest = scene.watched();
        for (Detector detector : detectors) {
            Duration needed = latest(detector, scene).plus(AFTERMATH);
            if (!detector.predictedOnly() && needed.compareTo(longest) > 0) {
                longest = needed;
            }
        }
        return longest;
    }

    /** What is not to be found is watched for as long as the same detector takes to find a line that is cut. */
    private static Duration latest(Detector detector, Scene scene) {
        Duration own = latest(detector.expect(scene.truth()));
        return own.isZero() ? latest(detector.expect(new Truth.Cut(false))) : own;
    }

    private static Duration latest(Expectation expected) {
        if (expected instanceof Expectation.Found found) {
            return found.to();
        }
        return expected instanceof Expectation.Killed killed ? killed.to() : Duration.ZERO;
    }

    List<Turn> turns() {
        return turns;
    }

    /**
     * Says how long a run still takes.
     *
     * @param underWay what is left of each that is under way
     * @param waiting how long each takes that has not begun, in the order in which they begin
     * @param parallel how many may be under way at the same time, at least one
     */
    static Duration left(List<Duration> underWay, List<Duration> waiting, int parallel) {
        PriorityQueue<Duration> ends = new PriorityQueue<>(underWay);
        Duration last = underWay.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        for (Duration next : waiting) {
            Duration begins = ends.size() < parallel ? Duration.ZERO : ends.remove();
            Duration end = begins.plus(next);
            ends.add(end);
            last = end.compareTo(last) > 0 ? end : last;
        }
        return last;
    }
}
