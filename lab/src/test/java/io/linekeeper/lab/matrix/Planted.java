package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Device;
import io.linekeeper.lab.detector.EventSink;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.detector.Service;
import io.linekeeper.lab.detector.Truth;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.lab.scene.Stage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Scenes that do, and detectors that say, what a test wants. Such a detector is run under the id of a real one only. */
final class Planted {
    private Planted() {}

    static Scene scene(String id, Duration watched) {
        return scene(id, watched, stage -> {
            throw new AssertionError("played");
        });
    }

    /** @param play makes the fault, and returns when it was made */
    static Scene scene(String id, Duration watched, ToLongFunction<Stage> play) {
        return new PlantedScene(id, watched, play, true);
    }

    /** The device connects when the scene says so, and the kernel alone sees its lines. */
    static Scene unaccepted(String id, Duration watched, ToLongFunction<Stage> play) {
        return new PlantedScene(id, watched, play, false);
    }

    static Detector detector(String id, boolean predictedOnly, Expectation expected) {
        return new PlantedDetector(id, predictedOnly, expected);
    }

    /** A real detector of which something is expected that is planted. */
    static Detector expecting(Detector real, Expectation expected) {
        return detector(real.id(), false, expected);
    }

    private record PlantedScene(String id, Duration watched, ToLongFunction<Stage> play, boolean connectsBefore)
            implements Scene {
        @Override
        public String sentence() {
            return "A planted scene.";
        }

        @Override
        public Truth truth() {
            return new Truth.Hung();
        }

        @Override
        public boolean judgedByKernel() {
            return !connectsBefore;
        }

        @Override
        public long play(Stage stage) {
            return play.applyAsLong(stage);
        }
    }

    private record PlantedDetector(String id, boolean predictedOnly, Expectation expected) implements Detector {
        @Override
        public String title() {
            return id;
        }

        @Override
        public String sentence() {
            return "A detector that is never run.";
        }

        @Override
        public Device device() {
            return Device.SILENT;
        }

        @Override
        public Optional<Duration> bound() {
            return Optional.empty();
        }

        @Override
        public Expectation expect(Truth truth) {
            return expected;
        }

        @Override
        public Service serve(InetSocketAddress address, EventSink events) {
            throw new AssertionError("run");
        }
    }
}
