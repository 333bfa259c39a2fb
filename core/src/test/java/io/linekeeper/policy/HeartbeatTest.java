package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {
    @Test
    void shouldHaveTheBoundOfItsKind() {
        KeepAlive rule = new KeepAlive(Duration.ofSeconds(10), Duration.ofSeconds(3), 3);

        assertThat(new Heartbeat.Off().bound()).isEmpty();
        assertThat(new Heartbeat.OneWay(Duration.ofMillis(20)).bound()).contains(Duration.ofMillis(20));
        assertThat(new Heartbeat.TwoWay(rule, Heartbeat.Answers.REQUIRED).bound())
                .contains(Duration.ofSeconds(19));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0.019S | one-way timeout 19 ms is shorter than one tick; raise it to 20 ms or more",
                "PT0S | one-way timeout 0 s is shorter than one tick; raise it to 20 ms or more",
                "PT-5S | one-way timeout -5 s is shorter than one tick; raise it to 20 ms or more",
                "P13D | one-way timeout 13 d is longer than 12 d, the longest bound; shorten it",
            })
    void shouldRefuseOneWayTimeoutsThatCannotBeTold(Duration timeout, String sentence) {
        assertThatThrownBy(() -> new Heartbeat.OneWay(timeout))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0.019S | PT1S | two-way idle 19 ms is shorter than one tick; raise it to 20 ms or more",
                "PT1S | PT0.019S | two-way interval 19 ms is shorter than one tick; raise it to 20 ms or more",
            })
    void shouldRefuseQuestionsFasterThanTicks(Duration idle, Duration interval, String sentence) {
        KeepAlive rule = new KeepAlive(idle, interval, 3);

        assertThatThrownBy(() -> new Heartbeat.TwoWay(rule, Heartbeat.Answers.ONCE_GIVEN))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }
}
