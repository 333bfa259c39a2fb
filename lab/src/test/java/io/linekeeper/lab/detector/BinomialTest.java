package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums in whole fractions, made elsewhere. */
final class BinomialTest {
    @ParameterizedTest
    @CsvSource({
        "0, 5, 0.3, 1",
        "5, 5, 1, 1",
        "6, 5, 1, 0",
        "1, 5, 0, 0",
        "1, 1, 0.25, 0.25",
        "1, 2, 0.5, 0.75",
        "2, 2, 0.5, 0.25",
        "3, 5, 0.5, 0.5",
        "2, 5, 0.0016, 2.55e-5",
        "580, 5000, 0.1, 1.2077e-4",
        "900, 3000, 0.3, 0.50689",
        "5000, 9999, 0.5, 0.5"
    })
    void shouldSumUpTheUpperTail(int count, int trials, double chance, double expected) {
        assertThat(Binomial.atLeast(count, trials, chance)).isCloseTo(expected, within(expected * 0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, 0.3, 1",
        "0, 5, 0, 1",
        "0, 1000, 0.01, 4.3171e-5",
        "60, 3000, 0.03, 4.2681e-4",
        "420, 5000, 0.1, 6.2501e-5"
    })
    void shouldSumUpTheLowerTail(int count, int trials, double chance, double expected) {
        assertThat(Binomial.atMost(count, trials, chance)).isCloseTo(expected, within(expected * 0.01));
    }
}
