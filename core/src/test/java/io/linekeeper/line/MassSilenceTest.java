package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.MassSilence.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MassSilenceTest {
    private long start;
    private MassSilence mass = new MassSilence(0);
    private final List<Finding> told = new ArrayList<>();

    private long at(long millis) {
        return start + Duration.ofMillis(millis).toNanos();
    }

    /** So many deaths at a moment, each line gone with its own. */
    private void die(int lines, int of, long millis) {
        for (int i = 0; i < lines; i++) {
            Finding finding = mass.found(at(millis), of - i);
            if (finding != null) {
                told.add(finding);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE, -1})
    void shouldTellTheBeginningAtOnceAndTheWholeWhenItIsOver(long clock) {
        start = clock;
        mass = new MassSilence(clock);
        die(2_000, 10_000, 100);
        assertThat(told).isEmpty();
        die(4_000, 8_000, 700);
        assertThat(told).containsExactly(new Finding(2_500, 10_000, Duration.ofMillis(600), false));
        assertThat(mass.isUnderWay()).isTrue();
        assertThat(mass.settle(at(1_600))).isNull();
        die(5, 4_000, 1_650);
        assertThat(mass.settle(at(1_700))).isEqualTo(new Finding(6_005, 10_000, Duration.ofMillis(1_550), true));
        assertThat(mass.isUnderWay()).isFalse();
        assertThat(mass.settle(at(3_000))).isNull();
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"9, 9, 0", "10, 10, 1", "10, 40, 1", "10, 41, 0", "24, 100, 0", "25, 100, 1", "3, 4, 0"})
    void shouldTakeAQuarterAndAtLeastTenForAMass(int dead, int of, int masses) {
        die(dead, of, 0);
        assertThat(told).hasSize(masses);
    }

    @Test
    void shouldNotTakeDeathsOfSeveralSecondsForOne() {
        for (int second = 0; second < 100; second++) {
            die(9, 12, second * 1_000L);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellTheNextOneAnew() {
        die(50, 100, 0);
        assertThat(mass.settle(at(1_000))).isEqualTo(new Finding(50, 100, Duration.ZERO, true));
        die(20, 50, 60_000);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(new Finding(13, 50, Duration.ZERO, false));
        assertThat(mass.settle(at(61_000))).isEqualTo(new Finding(20, 50, Duration.ZERO, true));
    }

    @Test
    void shouldBeOverAlthoughAFewStillDie() {
        die(50, 100, 0);
        for (int i = 0; i < 5; i++) {
            die(1, 50, 900 + 200L * i);
        }
        assertThat(mass.settle(at(1_750))).isEqualTo(new Finding(55, 100, Duration.ofMillis(1_700), true));
    }

    @Test
    void shouldKnowTheShare() {
        assertThat(new Finding(6_000, 10_000, Duration.ZERO, true).share()).isEqualTo(0.6);
    }
}
