package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.ScenePlay.Played;
import io.linekeeper.lab.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run has found so far. Any thread. */
final class Score {
    private final Map<String, List<Map<String, Played>>> played = new HashMap<>();
    private final List<String> failed = new ArrayList<>();
    private final Set<String> failedScenes = new HashSet<>();

    /** A scene was played once more; what each detector made of it, by its id. */
    synchronized void add(Scene scene, Map<String, Played> once) {
        played.computeIfAbsent(scene.id(), id -> new ArrayList<>()).add(once);
    }

    /** A scene could not be played. */
    synchronized void fail(Scene scene, String why) {
        failedScenes.add(scene.id());
        failed.add(scene.id() + " could not be played: " + why.strip());
    }

    /** What could not be played, one sentence each. */
    synchronized List<String> failed() {
        return List.copyOf(failed);
    }

    /** One cell for each scene and detector, scene by scene; one whose lines are not all there is wrong. */
    synchronized List<Cell> cells(List<Scene> scenes, List<Detector> detectors, int repetitions) {
        List<Cell> cells = new ArrayList<>();
        for (Scene scene : scenes) {
            for (Detector detector : detectors) {
                cells.add(cell(scene, detector, repetitions));
            }
        }
        return cells;
    }

    private Cell cell(Scene scene, Detector detector, int repetitions) {
        List<Outcome> outcomes = new ArrayList<>();
        int killed = 0;
        for (Map<String, Played> once : played.getOrDefault(scene.id(), List.of())) {
            Played own = once.get(detector.id());
            if (own != null) {
                outcomes.addAll(own.outcomes());
                killed += own.bystandersKilled();
            }
        }
        Expectation expected = detector.expect(scene.truth());
        List<String> wrong = new ArrayList<>(Judgement.wrong(expected, outcomes, killed));
        int wanted = detector.predictedOnly() ? 0 : repetitions * scene.lines();
        if (outcomes.size() < wanted && !failedScenes.contains(scene.id())) {
            wrong.add("watched " + outcomes.size() + " lines, where " + wanted + " were to be watched");
        }
        return new Cell(scene.id(), detector.id(), expected, outcomes, killed, wrong);
    }
}
