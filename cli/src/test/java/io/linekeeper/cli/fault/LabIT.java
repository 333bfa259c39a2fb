package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every detector before the faults that tell most of them apart, as the packaged jar plays them. */
@FaultTest
@ResourceLock("lab")
class LabIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** Silence, data in flight, RST, a process that hangs, a device that is back; and what must end no line. */
    private static final List<String> FAULTS = List.of(
            "cable-device-idle",
            "cable-device-in-flight",
            "nat-reset",
            "hung",
            "slow-reader",
            "outage-short",
            "ghost",
            "server-stopped");

    @Test
    void shouldFindWhatEachDetectorIsToFindAndNothingElse(@TempDir Path folder) throws Exception {
        try (LabProgram lab = LabProgram.start(folder, "--only", String.join(",", FAULTS))) {
            int status = lab.awaitExit(LIMIT);

            assertThat(status).as("%s%s", lab.out(), lab.err()).isZero();
            assertThat(lab.out()).contains(FAULTS).doesNotContain("WRONG", "FAILED");
            assertThat(lab.err()).contains("0 of 8 scenes played", "8 of 8 scenes played; about 0 s left");
            assertThat(lab.keepers()).isEmpty();
            assertThat(lab.programs()).isEmpty();
            assertThat(lab.report()).isDirectoryContaining(file -> file.endsWith("index.html"));
            assertThat(Files.readString(lab.report().resolve("index.html"))).contains(FAULTS);
            assertComplete(new ObjectMapper()
                    .readTree(lab.report().resolve("results.json").toFile()));
        }
    }

    private static void assertComplete(JsonNode results) {
        assertThat(results.get("right").asBoolean()).isTrue();
        List<JsonNode> cells = list(results.get("cells"));
        List<String> wanted = new ArrayList<>();
        FAULTS.forEach(fault -> Detectors.all().forEach(detector -> wanted.add(fault + " " + detector.id())));
        assertThat(cells)
                .extracting(cell ->
                        cell.get("fault").asText() + " " + cell.get("detector").asText())
                .containsExactlyInAnyOrderElementsOf(wanted);
        for (JsonNode cell : cells) {
            Detector detector = Detectors.named(cell.get("detector").asText());
            assertThat(cell.get("wrong")).isEmpty();
            assertThat(cell.get("bystanders_killed").asInt()).isZero();
            assertThat(cell.get("outcomes").isEmpty()).as("%s", cell).isEqualTo(detector.predictedOnly());
        }
        assertThat(fate(cells, "cable-device-idle", "within")).isEqualTo("UNREACHABLE");
        assertThat(fate(cells, "hung", "two-way")).isEqualTo("HUNG");
        assertThat(fate(cells, "hung", "keepalive-1-1-10")).isEmpty();
        assertThat(fate(cells, "ghost", "within")).isEqualTo("SUPERSEDED");
    }

    private static String fate(List<JsonNode> cells, String fault, String detector) {
        return cells.stream()
                .filter(cell -> cell.get("fault").asText().equals(fault))
                .filter(cell -> cell.get("detector").asText().equals(detector))
                .map(cell -> cell.get("outcomes").get(0).get("fate").asText())
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
