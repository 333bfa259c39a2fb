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

/** Scenes and detectors that say what a test wants to hear, and can do nothing. */
final class Planted {
    private Planted() {}

    static Scene scene(String id, Duration watched) {
        return new PlantedScene(id, watched);
    }

    static Detector detector(String id, boolean predictedOnly, Expectation expected) {
        return new PlantedDetector(id, predictedOnly, expected);
    }

    private record PlantedScene(String id, Duration watched) implements Scene {
        @Override
        public String sentence() {
            return "A scene that is never played.";
        }

        @Override
        public Truth truth() {
            return new Truth.Hung();
        }

        @Override
        public long play(Stage stage) {
            throw new AssertionError("played");
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
