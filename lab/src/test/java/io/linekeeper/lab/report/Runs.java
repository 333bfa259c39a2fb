package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import io.linekeeper.lab.detector.Device;
import io.linekeeper.lab.detector.EventSink;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.detector.Service;
import io.linekeeper.lab.detector.Truth;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Outcome.Moment;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.lab.scene.Scenes;
import io.linekeeper.lab.scene.Stage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs to be shown, none of which took place. */
final class Runs {
    private static final String HANGS = "nothing is asked";

    private Runs() {}

    /** Two faults, four detectors, every kind of cell, two that are wrong, a fault that was not played, twice each. */
    static Result small() {
        List<Scene> scenes = List.of(
                new PlainScene("hung", "The peer hangs.", new Truth.Hung()),
                new PlainScene("loss", "Packets are lost.", new Truth.Lossy(20, Duration.ofSeconds(30))));
        List<Detector> detectors =
                List.of(detector("none"), detector("two-way heartbeat"), detector("keepalive"), slow("defaults"));
        List<Cell> cells = List.of(
                cell("hung", "none", new Expectation.Never(HANGS), kept(), kept()),
                cell("hung", "two-way heartbeat", found(), at(3_912), at(4_104)),
                wrong("hung", "keepalive", new Expectation.Later(Duration.ofMinutes(15), "retransmissions"), 0),
                cell("hung", "defaults", new Expectation.Later(Duration.ofSeconds(7875), "two hours")),
                cell("loss", "none", new Expectation.Spared("nothing is asked"), kept(), kept()),
                cell("loss", "two-way heartbeat", new Expectation.Chance(1, "luck"), kept(), kept()),
                wrong("loss", "keepalive", new Expectation.Chance(1, "luck"), 1, kept(), at(5_300)),
                cell("loss", "defaults", new Expectation.Spared("it waits for long")));
        return run(scenes, detectors, cells, List.of("reboot: no namespace could be made"));
    }

    /** All faults, all detectors, and each cell as expected, once as early and once as late as can be; where it is luck, two of five lines are killed. */
    static Result whole() {
        return whole(Detectors.all());
    }

    /** The same, of these detectors. */
    static Result whole(List<Detector> detectors) {
        List<Cell> cells = new ArrayList<>();
        for (Scene scene : Scenes.all()) {
            for (Detector detector : detectors) {
                Expectation expected = detector.expect(scene.truth());
                Outcome[] outcomes = detector.predictedOnly() ? new Outcome[0] : outcomes(expected);
                cells.add(cell(scene.id(), detector.id(), expected, outcomes));
            }
        }
        return run(Scenes.all(), detectors, cells, List.of());
    }

    /** As if it had been made once. */
    static Result once(Result run) {
        return new Result(
                run.scenes(), run.detectors(), run.cells(), 1, run.failed(), run.began(), run.took(), run.machine());
    }

    /** One cell, of which this is said by all that says anything. */
    static Result saying(String words) {
        Scene scene = new PlainScene("hung", words, new Truth.Hung());
        Detector detector = new PlainDetector("none", "none", words, false);
        Outcome outcome = new Outcome(1_000_000_000, words, words, List.of(new Moment(1_000_000_000, words)));
        Cell cell =
                new Cell("hung", "none", new Expectation.Never(words), List.of(outcome), 0, List.of("wrong: " + words));
        return run(List.of(scene), List.of(detector), List.of(cell), List.of("failed: " + words));
    }

    private static Outcome[] outcomes(Expectation expected) {
        if (expected instanceof Expectation.Found found) {
            return new Outcome[] {at(found.from().toMillis()), at(found.to().toMillis())};
        }
        if (expected instanceof Expectation.Killed killed) {
            return new Outcome[] {at(killed.from().toMillis()), at(killed.to().toMillis())};
        }
        return expected instanceof Expectation.Chance
                ? new Outcome[] {kept(), at(7_000), kept(), at(21_000), kept()}
                : new Outcome[] {kept()};
    }

    private static Expectation found() {
        return new Expectation.Found(Duration.ofSeconds(3), Duration.ofSeconds(6), "idle and three questions");
    }

    private static Outcome kept() {
        return new Outcome(-1, "", "", List.of());
    }

    private static Outcome at(long millis) {
        long nanos = millis * 1_000_000;
        return new Outcome(
                nanos,
                "HUNG",
                "HUNG: no answer to 3 questions",
                List.of(
                        new Moment(-2_000_000_000L, "accepted"),
                        new Moment(nanos / 2, "suspected"),
                        new Moment(nanos, "FOUND: HUNG"),
                        new Moment(nanos + 1_000_000, "closed")));
    }

    private static Cell cell(String scene, String detector, Expectation expected, Outcome... outcomes) {
        return new Cell(scene, detector, expected, List.of(outcomes), 0, List.of());
    }

    private static Cell wrong(
            String scene, String detector, Expectation expected, int bystandersKilled, Outcome... outcomes) {
        List<Outcome> lines = outcomes.length == 0 ? List.of(kept(), kept()) : List.of(outcomes);
        return new Cell(scene, detector, expected, lines, bystandersKilled, List.of("it was otherwise"));
    }

    private static Result run(List<Scene> scenes, List<Detector> detectors, List<Cell> cells, List<String> failed) {
        return new Result(
                scenes,
                detectors,
                cells,
                2,
                failed,
                Instant.parse("2026-11-23T05:41:44.517Z"),
                Duration.ofSeconds(190),
                new Result.Machine("0.1.0", "Linux 6.18.44", "Debian 17.0.15", "4.2.18.Final", 2));
    }

    private static Detector detector(String id) {
        return new PlainDetector(id, id, "It watches.", false);
    }

    private static Detector slow(String id) {
        return new PlainDetector(id, id, "It waits.", true);
    }

    private record PlainScene(String id, String sentence, Truth truth) implements Scene {
        @Override
        public long play(Stage stage) {
            throw new AssertionError("played");
        }
    }

    private record PlainDetector(String id, String title, String sentence, boolean predictedOnly) implements Detector {
        @Override
        public Device device() {
            return Device.SILENT;
        }

        @Override
        public Optional<Duration> bound() {
            return Optional.of(Duration.ofSeconds(5));
        }

        @Override
        public Expectation expect(Truth truth) {
            return new Expectation.Never(sentence);
        }

        @Override
        public Service serve(InetSocketAddress address, EventSink events) {
            throw new AssertionError("run");
        }
    }
}
