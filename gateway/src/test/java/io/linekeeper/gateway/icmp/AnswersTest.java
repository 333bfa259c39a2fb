package io.linekeeper.gateway.icmp;

import static io.linekeeper.line.Reachability.ANSWERS;
import static io.linekeeper.line.Reachability.NO_ANSWER;
import static io.linekeeper.line.Reachability.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final PingSettings SETTINGS = PingSettings.parse("period=1s,timeout=300ms");
    private static final Duration QUICK = Duration.ofMillis(1);

    private long start;
    private Answers answers = new Answers(SETTINGS, start);

    private long at(long millis) {
        return start + Duration.ofMillis(millis).toNanos();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void shouldTakeSilenceOfAPeriodAndATimeoutForNoAnswer(long clock) {
        start = clock;
        answers = new Answers(SETTINGS, start);
        assertThat(answers.at(at(1_300))).isEqualTo(UNKNOWN);
        assertThat(answers.at(at(1_301))).isEqualTo(NO_ANSWER);
        answers.came(QUICK, at(5_000));
        assertThat(answers.at(at(6_300))).isEqualTo(ANSWERS);
        assertThat(answers.at(at(6_301))).isEqualTo(NO_ANSWER);
    }

    @Test
    void shouldNotCountAnAnswerThatCameTooLate() {
        answers.came(Duration.ofMillis(301), at(500));
        assertThat(answers.at(at(1_300))).isEqualTo(UNKNOWN);
        assertThat(answers.at(at(1_301))).isEqualTo(NO_ANSWER);
        answers.came(Duration.ofMillis(300), at(1_302));
        assertThat(answers.at(at(1_303))).isEqualTo(ANSWERS);
    }
}
