package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.ScenePlay.Played;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Scene SCENE = Planted.scene("scene", Duration.ofSeconds(12));
    private static final Detector FINDS = Planted.detector(
            "finds", false, new Expectation.Found(Duration.ofSeconds(4), Duration.ofSeconds(6), "planted"));
    private static final Detector NEVER =
            Planted.detector("never", true, new Expectation.Found(Duration.ofHours(2), Duration.ofHours(3), "planted"));

    private final Score score = new Score();

    @Test
    void shouldPutTheRepetitionsOfACellTogether() {
        score.add(SCENE, Map.of("finds", played(4, 0)));
        score.add(SCENE, Map.of("finds", played(6, 0)));

        Cell cell = score.cells(List.of(SCENE), List.of(FINDS), 2).get(0);

        assertThat(cell.outcomes()).hasSize(2);
        assertThat(cell.found())
                .hasValue(new Spread(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6), 2));
        assertThat(cell.wrong()).isEmpty();
        assertThat(result().right()).isTrue();
    }

    @Test
    void shouldFailARunForOneCellThatIsNotAsExpected() {
        score.add(SCENE, Map.of("finds", played(4, 0)));
        score.add(SCENE, Map.of("finds", played(7, 0)));

        assertThat(result().cells().get(0).wrong()).hasSize(1);
        assertThat(result().right()).isFalse();
    }

    @Test
    void shouldFailARunForALiveLineThatWasEnded() {
        score.add(SCENE, Map.of("finds", played(5, 1)));
        score.add(SCENE, Map.of("finds", played(5, 1)));

        assertThat(result().cells().get(0).bystandersKilled()).isEqualTo(2);
        assertThat(result().right()).isFalse();
    }

    @Test
    void shouldFailARunForASceneThatCouldNotBePlayed() {
        score.add(SCENE, Map.of("finds", played(5, 0)));
        score.fail(SCENE, "no cable");

        assertThat(result().failed()).containsExactly("scene could not be played: no cable");
        assertThat(result().right()).isFalse();
    }

    @Test
    void shouldHaveACellAlsoForWhatWasNotRun() {
        List<Cell> cells = score.cells(List.of(SCENE), List.of(FINDS, NEVER), 2);
        assertThat(cells).extracting(Cell::detector).containsExactly("finds", "never");
        assertThat(cells).allSatisfy(cell -> assertThat(cell.outcomes()).isEmpty());
        assertThat(cells.get(0).wrong()).containsExactly("watched 0 lines, where 2 were to be watched");
        assertThat(cells.get(1).wrong()).isEmpty();
    }

    @Test
    void shouldFailARunInWhichALineIsMissing() {
        score.add(SCENE, Map.of("finds", played(5, 0)));

        assertThat(result().cells().get(0).wrong()).containsExactly("watched 1 lines, where 2 were to be watched");
        assertThat(result().right()).isFalse();
    }

    private Result result() {
        return new Result(
                List.of(SCENE),
                List.of(FINDS, NEVER),
                score.cells(List.of(SCENE), List.of(FINDS, NEVER), 2),
                2,
                score.failed(),
                Instant.EPOCH,
                Duration.ZERO,
                Result.Machine.here("test"));
    }

    private static Played played(long seconds, int bystandersKilled) {
        return new Played(List.of(new Outcome(seconds * 1_000_000_000, "HUNG", "", List.of())), bystandersKilled);
    }
}
