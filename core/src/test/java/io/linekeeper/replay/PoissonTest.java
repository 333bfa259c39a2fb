package io.linekeeper.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonTest {
    /** Half of the 95 % quantile of chi-square with 2 (k + 1) degrees of freedom, as tables have it. */
    @ParameterizedTest
    @CsvSource({"0, 2.9957", "1, 4.7439", "2, 6.2958", "10, 16.9622", "100, 118.0786"})
    void shouldBoundTheMeanAsTablesDo(long seen, double bound) {
        assertThat(Poisson.upperBound(seen)).isCloseTo(bound, within(0.001));
    }
}
