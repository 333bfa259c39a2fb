package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final Scene SCENE = Planted.scene("short", Duration.ofSeconds(12));
    private static final Detector FINDS = detector(new Expectation.Found(seconds(4), seconds(20), ""));

    @Test
    void shouldWatchUntilTheLastDetectorMustHaveFoundIt() {
        assertThat(Plan.watched(SCENE, List.of(FINDS, detector(new Expectation.Never("")))))
                .isEqualTo(Duration.ofMillis(21_500));
        assertThat(Plan.watched(SCENE, List.of(detector(new Expectation.Killed(seconds(4), seconds(30), "")))))
                .isEqualTo(Duration.ofMillis(31_500));
    }

    @Test
    void shouldWatchAsLongAsTheSceneWantsAtLeast() {
        assertThat(Plan.watched(SCENE, List.of(detector(new Expectation.Found(seconds(0), seconds(1), "")))))
                .isEqualTo(seconds(12));
        assertThat(Plan.watched(SCENE, List.of(detector(new Expectation.Later(seconds(900), "")))))
                .isEqualTo(seconds(12));
    }

    @Test
    void shouldNotWaitForWhatIsPredictedOnly() {
        Detector predicted = Planted.detector("predicted", true, new Expectation.Found(seconds(1), seconds(7_875), ""));
        assertThat(Plan.watched(SCENE, List.of(FINDS, predicted))).isEqualTo(Duration.ofMillis(21_500));
    }

    @Test
    void shouldBeginWithTheLongestAndPlayEachAsOftenAsWanted() {
        Scene patient = Planted.scene("long", seconds(60));
        List<Plan.Turn> turns =
                Plan.of(List.of(SCENE, patient), List.of(FINDS), 2).turns();
        assertThat(turns)
                .extracting(turn -> turn.scene().id() + turn.number())
                .containsExactly("long1", "long2", "short1", "short2");
    }

    @ParameterizedTest(name = "{0} under way, {1} waiting, {2} at a time")
    @CsvSource({
        "'', '', 4, 0",
        "7, '', 4, 7",
        "'', 10 20, 1, 30",
        "'', 20 10 10, 2, 20",
        "5 9, 20 10, 2, 25",
        "5 9, 20 10, 8, 20",
        "30, 10 10, 2, 30"
    })
    void shouldTellHowLongTheRestTakes(String underWay, String waiting, int parallel, long left) {
        assertThat(Plan.left(all(underWay), all(waiting), parallel)).isEqualTo(seconds(left));
    }

    private static List<Duration> all(String seconds) {
        return Arrays.stream(seconds.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> seconds(Long.parseLong(word)))
                .toList();
    }

    private static Detector detector(Expectation expected) {
        return Planted.detector("planted", false, expected);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
