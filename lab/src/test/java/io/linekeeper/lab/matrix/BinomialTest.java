package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinomialTest {
    @ParameterizedTest
    @CsvSource({
        "0, 5, 0.3, 1",
        "5, 5, 1, 1",
        "1, 1, 0.25, 0.25",
        "1, 2, 0.5, 0.75",
        "2, 2, 0.5, 0.25",
        "3, 5, 0.5, 0.5",
        "2, 5, 0.0016, 2.55e-5"
    })
    void shouldSumUpTheTail(int count, int trials, double chance, double expected) {
        assertThat(Binomial.atLeast(count, trials, chance)).isCloseTo(expected, within(expected * 0.01));
    }
}
