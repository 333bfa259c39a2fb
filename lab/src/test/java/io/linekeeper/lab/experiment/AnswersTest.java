package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final long PERIOD = 32;
    private static final long TIMEOUT = 300;
    private static final String ANSWER = "64 bytes from 10.77.2.2: icmp_seq=7 ttl=63 time=0.048 ms";

    private final Answers answers = new Answers(PERIOD, TIMEOUT);

    @Test
    void shouldSayNothingWhileTheHostAnswers() {
        for (long now = 0; now < 2 * TIMEOUT; now += PERIOD) {
            assertThat(answers.hear(now, ANSWER)).isEmpty();
        }
    }

    @Test
    void shouldTellAHostThatHasNotAnsweredWithinTheTimeoutOnce() {
        for (long now = PERIOD; now < TIMEOUT; now += PERIOD) {
            assertThat(answers.hear(now, notYet(now))).isEmpty();
        }
        assertThat(answers.hear(TIMEOUT, notYet(TIMEOUT))).hasValue(false);
        assertThat(answers.hear(TIMEOUT + PERIOD, notYet(TIMEOUT + PERIOD))).isEmpty();
    }

    @Test
    void shouldForgetWhatIsAnsweredInTime() {
        assertThat(answers.hear(PERIOD, notYet(0))).isEmpty();
        assertThat(answers.hear(TIMEOUT - 1, ANSWER)).isEmpty();
        assertThat(answers.hear(TIMEOUT, notYet(8))).isEmpty();
    }

    @Test
    void shouldTellAHostThatAnswersAgain() {
        answers.hear(PERIOD, notYet(0));
        answers.hear(TIMEOUT, notYet(9));

        assertThat(answers.hear(2 * TIMEOUT, ANSWER)).hasValue(true);
        assertThat(answers.hear(2 * TIMEOUT + PERIOD, ANSWER)).isEmpty();
    }

    @Test
    void shouldTakeARouterThatKnowsNoWayForNoAnswer() {
        String noWay = "From 10.77.1.1 icmp_seq=8 Destination Net Unreachable";
        assertThat(answers.hear(0, noWay)).isEmpty();
        assertThat(answers.hear(TIMEOUT, noWay)).hasValue(false);
    }

    @Test
    void shouldPassOverWhatSaysNothingOfTheHost() {
        assertThat(answers.hear(0, "PING 10.77.2.2 (10.77.2.2) 56(84) bytes of data."))
                .isEqualTo(Optional.empty());
        assertThat(answers.hear(TIMEOUT, "")).isEmpty();
        assertThat(answers.hear(TIMEOUT, notYet(1))).isEmpty();
    }

    private static String notYet(long sequence) {
        return "no answer yet for icmp_seq=" + sequence;
    }
}
