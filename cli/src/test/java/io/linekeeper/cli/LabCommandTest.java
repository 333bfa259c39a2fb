package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.lab.scene.Scenes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LabCommandTest {
    @Test
    void shouldListEveryFaultAndDetectorWithItsSentence() {
        Run run = Run.of("lab", "--list");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().map(String::strip).toList();
        for (Scene scene : Scenes.all()) {
            assertThat(lines).anyMatch(line -> line.startsWith(scene.id() + " ") && line.endsWith(scene.sentence()));
        }
        for (Detector detector : Detectors.all()) {
            assertThat(lines)
                    .anyMatch(line -> line.startsWith(detector.id() + " ") && line.endsWith(detector.sentence()));
        }
    }

    @Test
    void shouldListOnlyWhatIsChosen() {
        Run run = Run.of("lab", "--list", "--only", "hung", "--detectors", "none,two-way");
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.startsWith("  "))
                        .map(line -> line.strip().split(" ")[0]))
                .containsExactly("hung", "none", "two-way");
    }

    /** The control: a run fails when what was found is not what was to be expected, whatever it is. */
    @ParameterizedTest
    @CsvSource({"true, true, 0", "false, true, 1", "true, false, 1", "false, false, 1"})
    void shouldExitAsTheResultDeserves(boolean allAsExpected, boolean allPlayed, int status, @TempDir Path folder) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new LabCommand()).setOut(new PrintWriter(out));

        int actual =
                LabRun.report(command, result(allAsExpected, allPlayed), ReportFolder.open(folder.toString()), false);

        assertThat(actual).isEqualTo(status);
        assertThat(folder.resolve("index.html")).isNotEmptyFile();
        assertThat(folder.resolve("results.json")).isNotEmptyFile();
        assertThat(out.toString().contains("hung, none: planted")).isEqualTo(!allAsExpected);
        assertThat(out.toString().contains("no cable")).isEqualTo(!allPlayed);
    }

    /** A report knows what it has written, however long its style sheet is. */
    @Test
    void shouldWriteInTheSameFolderAgain(@TempDir Path folder) {
        CommandLine command = new CommandLine(new LabCommand()).setOut(new PrintWriter(new StringWriter()));
        for (int run = 0; run < 2; run++) {
            ReportFolder again = ReportFolder.open(folder.toString());
            assertThat(LabRun.report(command, result(true, true), again, false)).isZero();
        }
    }

    private static Result result(boolean allAsExpected, boolean allPlayed) {
        List<Scene> scenes =
                Scenes.all().stream().filter(scene -> scene.id().equals("hung")).toList();
        Detector none = Detectors.named("none");
        Cell cell = new Cell(
                "hung",
                "none",
                new Expectation.Never("planted"),
                List.of(new Outcome(-1, "", "", List.of())),
                0,
                allAsExpected ? List.of() : List.of("planted"));
        return new Result(
                scenes,
                List.of(none),
                List.of(cell),
                1,
                allPlayed ? List.of() : List.of("no cable"),
                Instant.EPOCH,
                Duration.ofSeconds(1),
                new Result.Machine("1", "Linux", "JDK", "4", 1));
    }
}
