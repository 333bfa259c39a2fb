package io.linekeeper.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as JSON, for programs: {@code results.json}.
 *
 * <p>Times are milliseconds; those of cells count from the fault. {@code expected.kind} is {@code found} or {@code killed} (with {@code
 * from_ms} and {@code to_ms}), {@code later} (with {@code after_ms}), {@code never}, {@code spared} or {@code chance}. {@code found_ms} is
 * {@code null} for a line that was not found.
 */
public final class JsonReport implements Report {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** It takes no settings. */
    public JsonReport() {}

    @Override
    public String render(Result result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("what", "linekeeper lab");
        root.put("right", result.right());
        root.put("began", result.began().toString());
        root.put("took_ms", result.took().toMillis());
        root.put("repetitions", result.repetitions());
        machine(result.machine(), root.putObject("machine"));
        ArrayNode scenes = root.putArray("faults");
        result.scenes().forEach(scene -> scene(result, scene, scenes.addObject()));
        ArrayNode detectors = root.putArray("detectors");
        result.detectors().forEach(detector -> detector(result, detector, detectors.addObject()));
        ArrayNode cells = root.putArray("cells");
        result.cells().forEach(cell -> cell(cell, cells.addObject()));
        ArrayNode failed = root.putArray("failed");
        result.failed().forEach(failed::add);
        return print(root);
    }

    private static String print(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that is no JSON", e);
        }
    }

    private static void machine(Result.Machine machine, ObjectNode to) {
        to.put("linekeeper", machine.linekeeper());
        to.put("kernel", machine.kernel());
        to.put("jdk", machine.jdk());
        to.put("netty", machine.netty());
        to.put("processors", machine.processors());
    }

    private static void scene(Result result, Scene scene, ObjectNode to) {
        to.put("id", scene.id());
        to.put("sentence", scene.sentence());
        to.put("alive", scene.truth().alive());
        to.put("watched_ms", result.watched(scene).toMillis());
    }

    private static void detector(Result result, Detector detector, ObjectNode to) {
        to.put("id", detector.id());
        to.put("title", detector.title());
        to.put("sentence", detector.sentence());
        to.put("linekeeper", detector.ours());
        to.put("predicted_only", detector.predictedOnly());
        millis(to, "bound_ms", detector.bound());
        Tally tally = Tally.of(result, detector);
        to.put("live_lines_killed", tally.killed());
        to.put("dead_lines", tally.dead());
        to.put("dead_lines_not_found", tally.missed());
    }

    private static void cell(Cell cell, ObjectNode to) {
        to.put("fault", cell.scene());
        to.put("detector", cell.detector());
        expected(cell.expected(), to.putObject("expected"));
        cell.found().ifPresent(spread -> {
            ObjectNode found = to.putObject("found");
            found.put("lines", spread.found());
            found.put("min_ms", spread.min().toMillis());
            found.put("median_ms", spread.median().toMillis());
            found.put("max_ms", spread.max().toMillis());
        });
        ArrayNode outcomes = to.putArray("outcomes");
        cell.outcomes().forEach(outcome -> outcome(outcome, outcomes.addObject()));
        to.put("bystanders_killed", cell.bystandersKilled());
        ArrayNode wrong = to.putArray("wrong");
        cell.wrong().forEach(wrong::add);
    }

    private static void expected(Expectation expected, ObjectNode to) {
        to.put("kind", expected.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (expected instanceof Expectation.Found found) {
            to.put("from_ms", found.from().toMillis());
            to.put("to_ms", found.to().toMillis());
        } else if (expected instanceof Expectation.Killed killed) {
            to.put("from_ms", killed.from().toMillis());
            to.put("to_ms", killed.to().toMillis());
        } else if (expected instanceof Expectation.Later later) {
            to.put("after_ms", later.after().toMillis());
        }
        to.put("why", expected.why());
    }

    private static void outcome(Outcome outcome, ObjectNode to) {
        if (outcome.isFound()) {
            to.put("found_ms", outcome.found() / NANOS_PER_MILLI);
        } else {
            to.putNull("found_ms");
        }
        to.put("fate", outcome.fate());
        to.put("says", outcome.says());
        ArrayNode timeline = to.putArray("timeline");
        outcome.timeline().forEach(moment -> {
            ObjectNode at = timeline.addObject();
            at.put("at_ms", moment.nanos() / NANOS_PER_MILLI);
            at.put("what", moment.what());
        });
    }

    private static void millis(ObjectNode to, String name, Optional<Duration> time) {
        time.ifPresentOrElse(value -> to.put(name, value.toMillis()), () -> to.putNull(name));
    }
}
