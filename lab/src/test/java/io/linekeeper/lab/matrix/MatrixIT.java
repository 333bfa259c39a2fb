package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.detector.Quiet;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Real stages and a real detector, with scenes and expectations that are planted. Isolated: they count what this JVM keeps. */
@Tag("fault")
@Isolated
class MatrixIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LOOKS = 1_000;

    /** Of two networks. */
    private static final int NAMESPACES = 8;

    private static final Detector NONE = Detectors.all().stream()
            .filter(detector -> detector.id().equals("none"))
            .findFirst()
            .orElseThrow();

    private static final Scene KILLED = Planted.scene("killed", Duration.ofSeconds(1), stage -> {
        long now = System.nanoTime();
        stage.device().kill();
        stage.note("killed");
        return now;
    });
    private static final Scene IMPOSSIBLE = Planted.scene("impossible", Duration.ofSeconds(1), stage -> {
        throw new LabException("there is no such cable");
    });
    private static final Scene ENDLESS = Planted.scene("endless", Duration.ofSeconds(1), stage -> {
        stage.device().awaitExit(Duration.ofHours(1));
        return System.nanoTime();
    });
    private static final Scene LATE_FAILURE = Planted.scene("late-failure", Duration.ofSeconds(1), stage -> {
        stage.later(Duration.ofMillis(100), () -> {
            throw new LabException("it cannot be put right");
        });
        return System.nanoTime();
    });
    /** Longer than a stage may take from its first line to the fault. */
    private static final Scene DAWDLING = Planted.scene("dawdling", Duration.ofSeconds(1), stage -> {
        LockSupport.parkNanos(Quiet.MOST.toNanos());
        return System.nanoTime();
    });

    /** The same, of lines that are connected by the scene and accepted by nobody. */
    private static final Scene DAWDLING_UNACCEPTED =
            Planted.unaccepted("dawdling-unaccepted", Duration.ofSeconds(1), stage -> {
                stage.accept(false);
                stage.connect();
                LockSupport.parkNanos(Quiet.MOST.plusSeconds(1).toNanos());
                return System.nanoTime();
            });

    private static final Scene LATE_ERROR = Planted.scene("late-error", Duration.ofSeconds(1), stage -> {
        stage.later(Duration.ofMillis(100), () -> {
            throw new StackOverflowError("too deep");
        });
        return System.nanoTime();
    });
    private static final Scene UNTRUE = Planted.scene("untrue", Duration.ofSeconds(1), stage -> {
        stage.proveAtEnd(() -> {
            throw new LabException("the cable was never out");
        });
        return System.nanoTime();
    });
    private static final Scene OWN_FAILURE = Planted.scene("own-failure", Duration.ofSeconds(1), stage -> {
        stage.server().kill();
        return System.nanoTime();
    });

    @BeforeAll
    static void skipWithAReason() {
        Network.reasonToSkip().ifPresent(Assumptions::abort);
    }

    @Test
    void shouldPlayEachSceneAsOftenAsWantedAndFindNothingWrongWithWhatIsAsExpected() throws Exception {
        Detector right = Planted.expecting(NONE, new Expectation.Found(Duration.ZERO, Duration.ofSeconds(1), "FIN"));

        Result result = run(List.of(KILLED), right, 2, LONGEST);

        assertThat(result.failed()).isEmpty();
        Cell cell = result.cells().get(0);
        assertThat(cell.outcomes()).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome.isFound()).isTrue();
            assertThat(outcome.timeline())
                    .extracting(Outcome.Moment::what)
                    .startsWith("accepted")
                    .contains("killed", "FOUND: " + outcome.fate());
        });
        assertThat(cell.bystandersKilled()).isZero();
        assertThat(result.right()).as("%s", cell.wrong()).isTrue();
    }

    @Test
    void shouldNotJudgeLinesThatWereQuietForLongerThanIsReckonedWith() throws Exception {
        Result result = run(List.of(DAWDLING), Planted.expecting(NONE, new Expectation.Never("planted")), 1, LONGEST);

        assertThat(result.failed())
                .singleElement()
                .asString()
                .contains("the lines of none had been quiet for 9.")
                .contains(" s at the fault, longer than the 6.0 s that are reckoned with");
        assertThat(result.right()).isFalse();
    }

    @Test
    void shouldNotJudgeUnacceptedLinesThatWereQuietForLongerThanIsReckonedWith() throws Exception {
        Detector planted = Planted.expecting(NONE, new Expectation.Never("planted"));

        Result result = run(List.of(DAWDLING_UNACCEPTED), planted, 1, LONGEST);

        assertThat(result.failed())
                .singleElement()
                .asString()
                .contains("the lines of none had been quiet for 7.")
                .contains(" s at the fault, longer than the 6.0 s that are reckoned with");
        assertThat(result.right()).isFalse();
    }

    @Test
    void shouldGoOnWithTheOthersWhenASceneCannotBePlayed() throws Exception {
        Detector wrong = Planted.expecting(NONE, new Expectation.Never("planted"));

        Result result = run(
                List.of(IMPOSSIBLE, ENDLESS, LATE_FAILURE, LATE_ERROR, UNTRUE, OWN_FAILURE, KILLED),
                wrong,
                1,
                Duration.ofSeconds(3));

        assertThat(result.failed())
                .hasSize(6)
                .anyMatch(why -> why.equals("impossible could not be played: there is no such cable"))
                .anyMatch(why -> why.startsWith("endless could not be played: it did not end in time"))
                .anyMatch(why -> why.startsWith("late-failure could not be played: what was to be done later failed: it"
                        + " cannot be put right"))
                .anyMatch(why -> why.equals("untrue could not be played: the cable was never out"))
                .anyMatch(why -> why.startsWith("late-error could not be played: what was to be done later failed:"
                        + " java.lang.StackOverflowError: too deep"))
                .anyMatch(why ->
                        why.startsWith("own-failure could not be played: the program with the detectors has ended"));
        Cell killed = result.cells().get(6);
        assertThat(killed.wrong()).singleElement().asString().contains("which was never to be found: planted");
        assertThat(result.right()).isFalse();
        assertThat(keepers()).isEmpty();
    }

    @Test
    void shouldLeaveNothingWhenItIsClosedHalfway() throws Exception {
        try (Matrix matrix = new Matrix(List.of(ENDLESS, KILLED), List.of(NONE), 1, 2)) {
            matrix.begin();
            for (int look = 0; look < LOOKS && keepers().size() < NAMESPACES; look++) {
                assertThat(matrix.awaitEnd(Duration.ofMillis(20))).isFalse();
            }
            assertThat(matrix.progress().underWay()).containsExactlyInAnyOrder("endless", "killed");
        }
        assertThat(keepers()).isEmpty();
    }

    private static Result run(List<Scene> scenes, Detector detector, int repetitions, Duration patience)
            throws InterruptedException {
        try (Matrix matrix = new Matrix(scenes, List.of(detector), repetitions, 5, patience)) {
            matrix.begin();
            assertThat(matrix.awaitEnd(LONGEST)).isTrue();
            assertThat(matrix.progress().done()).isEqualTo(scenes.size() * repetitions);
            return matrix.result("test");
        }
    }

    /** What keeps the namespaces of this process: four for each network. */
    private static List<ProcessHandle> keepers() {
        String ours = "lk-" + ProcessHandle.current().pid() + "-";
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(word -> word.startsWith(ours)))
                .toList();
    }
}
