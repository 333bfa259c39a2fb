package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT7875S, 2 h 11 min 15 s",
        "PT31S, 31 s",
        "PT0.5S, 500 ms",
        "PT1.5S, 1 s 500 ms",
        "PT0S, 0 s",
        "P12D, 12 d",
        "PT25H, 1 d 1 h",
        "PT0.000001001S, 1 us 1 ns",
        "PT-3S, -3 s",
    })
    void shouldFormatInUnitsThatPeopleUse(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "3s, PT3S",
        "1.5s, PT1.5S",
        "0.001s, PT0.001S",
        "1.0ms, PT0.001S",
        "2m, PT2M",
        "2min, PT2M",
        "2h, PT2H",
        "12d, P12D",
        "0s, PT0S",
        "106751d, P106751D",
    })
    void shouldParseOneNumberAndOneUnit(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | '\"3\" has no unit; write 3s, 500ms or 2h'",
                "'' | '\"\" is no duration; write one number and one unit, as in 3s, 500ms or 2h'",
                "s | '\"s\" is no duration; write one number and one unit, as in 3s, 500ms or 2h'",
                "1h30m | '\"1h30m\" is no duration; write one number and one unit, as in 3s, 500ms or 2h'",
                "'3 s' | '\"3 s\" is no duration; write one number and one unit, as in 3s, 500ms or 2h'",
                "3S | '\"3S\" has the unknown unit S; use ms, s, m, min, h or d, as in 500ms or 2h'",
                "-3s | '\"-3s\" is negative; durations start at 0s'",
                "0.5ms | '\"0.5ms\" is finer than 1 ms; round it to whole milliseconds'",
                "106752d | '\"106752d\" is longer than 106751 d, the longest that can be counted; shorten it'",
                "99999999999999999999h | '\"99999999999999999999h\" is longer than 106751 d, the longest that can be counted; shorten it'",
            })
    void shouldRefuseAnythingElse(String text, String sentence) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }

    @Test
    void shouldReadBackEachPartOfWhatItWrote() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(Durations.LONGEST.toMillis()));
            Duration sum = Duration.ZERO;
            for (String part : Durations.format(duration).split("(?<=[a-z]) ")) {
                sum = sum.plus(Durations.parse(part.replace(" ", "")));
            }
            assertThat(sum).as("seed %d, step %d", seed, i).isEqualTo(duration);
        }
    }
}
