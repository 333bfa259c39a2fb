package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void shouldTellTheShortestTheMiddleAndTheLongest() {
        assertThat(Spread.of(found(9, 1, 5))).hasValue(spread(1, 5, 9, 3));
        assertThat(Spread.of(found(9, 1, 5, 4)))
                .hasValue(new Spread(seconds(1), Duration.ofMillis(4_500), seconds(9), 4));
        assertThat(Spread.of(found(7))).hasValue(spread(7, 7, 7, 1));
        assertThat(Spread.of(found(0))).hasValue(spread(0, 0, 0, 1));
    }

    @Test
    void shouldLeaveOutWhatWasNotFound() {
        assertThat(Spread.of(found(-1, 3, -1))).hasValue(spread(3, 3, 3, 1));
        assertThat(Spread.of(found(-1))).isEmpty();
        assertThat(Spread.of(List.of())).isEmpty();
    }

    private static Spread spread(long min, long median, long max, int found) {
        return new Spread(seconds(min), seconds(median), seconds(max), found);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static List<Outcome> found(long... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(time -> new Outcome(time < 0 ? -1 : time * 1_000_000_000, "", "", List.of()))
                .toList();
    }
}
