package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a detector did in a whole run.
 *
 * @param killed live lines that it ended, bystanders among them
 * @param found dead lines that it found
 * @param dead dead lines that it watched
 */
record Tally(int killed, int found, int dead) {
    static Tally of(Result result, Detector detector) {
        int killed = 0;
        int found = 0;
        int dead = 0;
        for (Cell cell : result.cells()) {
            if (!cell.detector().equals(detector.id())) {
                continue;
            }
            int ended = (int) cell.outcomes().stream().filter(Outcome::isFound).count();
            killed += cell.bystandersKilled();
            if (CellLook.isAlive(cell.expected())) {
                killed += ended;
            } else {
                found += ended;
                dead += cell.outcomes().size();
            }
        }
        return new Tally(killed, found, dead);
    }

    /** Why detectors without a bound have fewer dead lines to find than others, in a sentence; empty where they have not. */
    static Optional<String> whyTheDeadDiffer(Result result) {
        String scenes = result.scenes().stream()
                .map(Scene::id)
                .filter(scene -> isDeadToSome(result, scene) && isAliveWithoutBound(result, scene))
                .collect(Collectors.joining(", "));
        return scenes.isEmpty()
                ? Optional.empty()
                : Optional.of("Where a detector has no bound, the lines of " + scenes
                        + " count as alive: their path is whole again, and no bound has passed.");
    }

    private static boolean isDeadToSome(Result result, String scene) {
        return run(result, scene).anyMatch(cell -> !CellLook.isAlive(cell.expected()));
    }

    private static boolean isAliveWithoutBound(Result result, String scene) {
        Set<String> unbounded = result.detectors().stream()
                .filter(detector -> detector.bound().isEmpty())
                .map(Detector::id)
                .collect(Collectors.toSet());
        return run(result, scene)
                .anyMatch(cell -> unbounded.contains(cell.detector()) && CellLook.isAlive(cell.expected()));
    }

    private static Stream<Cell> run(Result result, String scene) {
        return result.cells().stream()
                .filter(cell -> cell.scene().equals(scene) && !cell.outcomes().isEmpty());
    }

    /** Dead lines that it did not find as long as they were watched. */
    int missed() {
        return dead - found;
    }
}
