package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.linekeeper.lab.detector.Truth.Lossy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chances worked out by hand: occasions x chance of each. */
final class LuckTest {
    private static final Duration RUN = Duration.ofSeconds(30);

    /** At 0, 0.2, 0.6, 1.4, 3.0, 6.2, 12.6, 25.4 s. */
    @ParameterizedTest
    @CsvSource({"PT0.1S, 1", "PT0.3S, 2", "PT1S, 3", "PT3S, 4", "PT5S, 5", "PT6.3S, 6", "PT25S, 7", "PT29S, 8"})
    void shouldTransmitAfterTwiceAsLongEachTime(Duration time, int transmissions) {
        assertThat(Luck.transmissions(time)).isEqualTo(transmissions);
    }

    /** 30 s leave room for 1 + (30 - 10) / 1 = 21 rows of ten probes, of each of which 1 - 0.9 x 0.9 = 0.19 fail; and so on. */
    @ParameterizedTest
    @CsvSource({"10, 10, 1.2876e-6", "30, 10, 2.4990e-2", "3, 4, 3.2938e-4", "30, 31, 0", "0, 1, 0"})
    void shouldLoseProbesOrTheirAnswers(int percent, int unanswered, double chance) {
        assertThat(Luck.ofProbes(new Lossy(percent, RUN), Duration.ofSeconds(1), unanswered)
                        .chance())
                .isCloseTo(chance, withinPercentage(0.1));
    }

    /** Silences of 5 s can begin 1 + 25 / 0.5 = 51 times, and five transmissions fit in each. */
    @ParameterizedTest
    @CsvSource({"3, 3.6738e-5", "10, 1.2628e-2", "0, 0"})
    void shouldLoseBeatsOrTheirAcknowledgements(int percent, double chance) {
        assertThat(Luck.ofBeats(new Lossy(percent, RUN), Duration.ofMillis(500), Duration.ofSeconds(5))
                        .chance())
                .isCloseTo(chance, withinPercentage(0.1));
    }

    /** Idle 2 s and 3 s of patience: 13.5 occasions, either way four transmissions in 1.5 s. */
    @ParameterizedTest
    @CsvSource({"3, 2.187e-5", "10, 2.7e-3"})
    void shouldLoseQuestionsOrAnswers(int percent, double chance) {
        assertThat(Luck.ofQuestions(new Lossy(percent, RUN), Duration.ofSeconds(2), Duration.ofSeconds(3))
                        .chance())
                .isCloseTo(chance, withinPercentage(0.1));
    }

    @Test
    void shouldCallANegligibleChanceSpared() {
        assertThat(new Luck(0.9e-4).expectation("why")).isEqualTo(new Expectation.Spared("why"));
        assertThat(new Luck(0.002).expectation("why"))
                .isEqualTo(new Expectation.Chance(0.002, "why: a chance of at most 0.0020 for each line"));
    }
}
