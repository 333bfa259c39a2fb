package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveTest {
    @ParameterizedTest
    @CsvSource({
        "PT7200S, PT75S, 9, PT7875S",
        "PT1S, PT3S, 10, PT31S",
        "PT1S, PT1S, 10, PT11S",
        "PT10S, PT3S, 3, PT19S",
        "PT0.5S, PT0.25S, 2, PT1S",
    })
    void shouldBeBoundByIdleAndAllProbes(Duration idle, Duration interval, int probes, Duration bound) {
        assertThat(new KeepAlive(idle, interval, probes).bound()).isEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, PT3S, 10, idle 1 s + 10 probes x 3 s = 31 s",
        "PT1S, PT3S, 1, idle 1 s + 1 probe x 3 s = 4 s",
    })
    void shouldShowItsSum(Duration idle, Duration interval, int probes, String text) {
        assertThat(new KeepAlive(idle, interval, probes)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | PT1S | 1 | idle 0 s is not positive; set it to 1 s or more, or to 20 ms or more for a heartbeat",
                "PT1S | PT-1S | 1 | interval -1 s is not positive; set it to 1 s or more, or to 20 ms or more for a heartbeat",
                "PT1S | PT1S | 0 | probes 0 is not between 1 and 127, the most that the kernel takes; choose a number in that range",
                "PT1S | PT1S | 128 | probes 128 is not between 1 and 127, the most that the kernel takes; choose a number in that range",
                "P13D | PT1S | 1 | idle 13 d is longer than 12 d, the longest bound; shorten it",
                "PT1S | P13D | 1 | interval 13 d is longer than 12 d, the longest bound; shorten it",
                "P6D | P3D | 3 | idle 6 d + 3 probes x 3 d = 15 d is longer than 12 d, the longest bound; lower the idle, the interval or the probes",
            })
    void shouldRefuseWhatCannotHold(Duration idle, Duration interval, int probes, String sentence) {
        assertThatThrownBy(() -> new KeepAlive(idle, interval, probes))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }
}
