package io.linekeeper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({
        "PT1S, PT1M, 0, PT1S",
        "PT1S, PT1M, 1, PT1S",
        "PT1S, PT1M, 2, PT2S",
        "PT1S, PT1M, 6, PT32S",
        "PT1S, PT1M, 7, PT1M",
        "PT1S, PT1M, 63, PT1M",
        "PT1S, PT1M, 64, PT1M",
        "PT1S, PT1M, 65, PT1M",
        "PT1S, PT1M, 2147483647, PT1M",
        "PT1S, PT1M, -2147483648, PT1S",
        "PT0.001S, P1D, 27, PT18H38M28.864S",
        "PT0.001S, P1D, 28, P1D",
        "P1D, P1D, 1, P1D",
        "P1D, P1D, 30, P1D"
    })
    void shouldDoubleUpToTheCap(Duration base, Duration cap, int attempts, Duration longest) {
        assertThat(new Backoff(base, cap).longest(attempts)).isEqualTo(longest);
    }

    @Test
    void shouldDrawEvenlyFromZeroToTheLongest() {
        SplittableRandom random = new SplittableRandom(1);
        LongSummaryStatistics drawn = LongStream.range(0, 10_000)
                .map(i -> Backoff.DEFAULT.delay(3, Duration.ZERO, random).toMillis())
                .summaryStatistics();

        assertThat(drawn.getMin()).isBetween(0L, 20L);
        assertThat(drawn.getMax()).isBetween(3_980L, 4_000L);
        assertThat(drawn.getAverage()).isBetween(1_900.0, 2_100.0);
    }

    @Test
    void shouldComeOnTopOfWhatTheServerAsksFor() {
        Duration retryAfter = Duration.ofMillis(0xFFFF_FFFFL);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1_000; i++) {
            assertThat(Backoff.DEFAULT.delay(9, retryAfter, random)).isBetween(retryAfter, retryAfter.plusMinutes(1));
        }
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        assertThat(Backoff.DEFAULT.delay(5, Duration.ZERO, new SplittableRandom(3)))
                .isEqualTo(Backoff.DEFAULT.delay(5, Duration.ZERO, new SplittableRandom(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | PT1M | backoff base 0 s is shorter than 1 ms, so that a server that is down would be hammered;"
                        + " raise it",
                "PT-1S | PT1M | backoff base -1 s is shorter than 1 ms, so that a server that is down would be hammered;"
                        + " raise it",
                "PT2S | PT1S | backoff cap 1 s is shorter than its base 2 s; raise the cap or lower the base",
                "PT2S | PT24H0.001S | backoff cap 1 d 1 ms is longer than 1 d; lower it",
            })
    void shouldRefuseWhatIsOutOfRange(Duration base, Duration cap, String sentence) {
        assertThatThrownBy(() -> new Backoff(base, cap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
