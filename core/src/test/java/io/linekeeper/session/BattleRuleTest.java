package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.PolicyException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BattleRuleTest {
    private static final long SECOND = 1_000_000_000L;

    /** Takeovers at these seconds, and how long the next one at the last of them would have to wait. */
    @ParameterizedTest
    @CsvSource({
        "3, 20, 0, 0",
        "3, 20, 0 0, 0",
        "3, 20, 0 0 0, 20",
        "3, 20, 0 0 0 20, 20",
        "3, 20, 0 0 0 39, 1",
        "3, 20, 0 0 0 40, 0",
        "3, 20, 0 0 0 1000, 0",
        "3, 20, 0 0 0 1000 1000, 0",
        "3, 20, 0 0 0 1000 1000 1000, 20",
        "1, 20, 0, 20",
        "1, 20, 0 25, 20",
        "1000, 86400, 0, 0",
    })
    void shouldHaveTheBurstAtOnceAndOneMoreEachTime(int burst, long every, String takenAt, long wait) {
        BattleRule rule = new BattleRule(burst, Duration.ofSeconds(every));
        for (long start : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 10 * SECOND}) {
            long fullAt = start;
            long now = start;
            for (String second : takenAt.split(" ")) {
                now = start + Long.parseLong(second) * SECOND;
                fullAt = rule.fullAtAfterTaking(fullAt, now);
            }
            assertThat(rule.waitNanos(fullAt, now)).as("clock at %d", start).isEqualTo(wait * SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19})
    void shouldWaitLessAsTimePasses(int seconds) {
        BattleRule rule = new BattleRule(1, Duration.ofSeconds(20));
        long fullAt = rule.fullAtAfterTaking(0, 0);
        assertThat(rule.waitNanos(fullAt, seconds * SECOND)).isEqualTo((20 - seconds) * SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT20S | a battle's burst of 0 takeovers is not from 1 to 1000; choose a number in that range",
                "1001 | PT20S | a battle's burst of 1001 takeovers is not from 1 to 1000; choose a number in that range",
                "3 | PT0S | one more takeover in a battle every 0 s is not positive; set it to 1 s or more",
                "3 | PT-2S | one more takeover in a battle every -2 s is not positive; set it to 1 s or more",
                "3 | P2D | one more takeover in a battle every 2 d is longer than 1 d, the longest; shorten it",
            })
    void shouldRefuseWhatCannotHold(int burst, Duration every, String sentence) {
        assertThatThrownBy(() -> new BattleRule(burst, every))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }
}
