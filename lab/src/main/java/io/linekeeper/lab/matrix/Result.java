package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.scene.Scene;
import io.netty.util.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A whole run.
 *
 * @param scenes those that were played, in the order of the catalogue
 * @param detectors those that took part, in the order of the catalogue
 * @param cells one for each scene and detector, scene by scene
 * @param repetitions how often each scene was played
 * @param failed scenes that could not be played, one sentence each
 * @param began on the wall clock
 * @param took in all
 * @param machine where
 */
public record Result(
        List<Scene> scenes,
        List<Detector> detectors,
        List<Cell> cells,
        int repetitions,
        List<String> failed,
        Instant began,
        Duration took,
        Machine machine) {
    /** Copies the lists. */
    public Result {
        scenes = List.copyOf(scenes);
        detectors = List.copyOf(detectors);
        cells = List.copyOf(cells);
        failed = List.copyOf(failed);
    }

    /** Whether every scene was played and every cell is as expected. */
    public boolean right() {
        return failed.isEmpty() && cells.stream().allMatch(cell -> cell.wrong().isEmpty());
    }

    /** For how long after the fault the lines of a scene were watched. */
    public Duration watched(Scene scene) {
        return Plan.watched(scene, detectors);
    }

    /**
     * Where a run took place.
     *
     * @param linekeeper the version of this program
     * @param kernel name and release, as {@code Linux 6.18.44}
     * @param jdk vendor and version of the Java that runs
     * @param netty its version
     * @param processors how many
     */
    public record Machine(String linekeeper, String kernel, String jdk, String netty, int processors) {
        /** This one. */
        static Machine here(String linekeeper) {
            Version netty = Version.identify().get("netty-handler");
            return new Machine(
                    linekeeper,
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                    netty == null ? "unknown" : netty.artifactVersion(),
                    Runtime.getRuntime().availableProcessors());
        }
    }
}
