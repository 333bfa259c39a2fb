package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InquiryTest {
    private static final int INTERVAL = 1_000;
    private static final int BOUND = 10_000;

    private final Inquiry inquiry = new Inquiry(0, 0, 0);

    private static Witness sample(long acknowledged, long queued) {
        return new Witness(0, true, true, 0, 0, acknowledged, queued, 0, 0, 65_536, 0, 0, 0);
    }

    private static Witness window(long acknowledged, long queued, long bytes) {
        return new Witness(0, true, true, 0, 0, acknowledged, queued, 0, 0, bytes, 0, 0, 0);
    }

    @Test
    void shouldBeAcknowledgedWhenEachQuestionIs() {
        assertThat(inquiry.isAcknowledged()).as("nothing was asked").isFalse();
        inquiry.ask(100, sample(0, 0), 0);
        inquiry.sent(sample(50, 58));
        inquiry.follow(sample(57, 58), 100, INTERVAL, 200);
        assertThat(inquiry.isAcknowledged()).isFalse();
        inquiry.follow(sample(58, 58), 150, INTERVAL, 200);
        assertThat(inquiry.isAcknowledged()).isTrue();
        inquiry.ask(1_100, sample(0, 0), 0);
        assertThat(inquiry.isAcknowledged()).isFalse();
        inquiry.follow(sample(58, 58), 150, INTERVAL, 1_200);
        assertThat(inquiry.isAcknowledged()).as("not even sent").isFalse();
    }

    /** Two questions that leave our own buffer late, one after the other. */
    @Test
    void shouldNotTakeTheEndOfOneQuestionForThatOfTheNext() {
        inquiry.ask(100, sample(0, 0), 0);
        inquiry.ask(1_100, sample(0, 0), 0);
        inquiry.sent(sample(0, 8));
        inquiry.sent(sample(0, 16));
        inquiry.follow(sample(8, 16), 1_200, INTERVAL, 1_200);
        assertThat(inquiry.isAcknowledged()).isFalse();
        inquiry.follow(sample(16, 16), 1_300, INTERVAL, 1_300);
        assertThat(inquiry.isAcknowledged()).isTrue();
    }

    @Test
    void shouldHavePatienceOnlyForAcknowledgementsThatWereMissed() {
        inquiry.ask(100, sample(0, 0), 0);
        inquiry.sent(sample(0, 8));
        inquiry.follow(sample(8, 8), 4_000, INTERVAL, 4_000);
        assertThat(inquiry.answerDue(4_100, INTERVAL, 3_000, BOUND, 0)).isEqualTo(4_100);
        inquiry.ask(4_100, sample(0, 0), 0);
        inquiry.sent(sample(8, 16));
        inquiry.follow(sample(8, 16), 4_000, INTERVAL, 5_100);
        inquiry.follow(sample(16, 16), 9_000, INTERVAL, 9_100);
        assertThat(inquiry.answerDue(9_100, INTERVAL, 3_000, BOUND, 0)).isEqualTo(9_000 + 4_900);
        assertThat(inquiry.answerDue(9_100, INTERVAL, 6_000, BOUND, 0)).isEqualTo(9_000 + 6_000);
        assertThat(inquiry.answerDue(20_000, INTERVAL, 1_000, BOUND, 0)).isEqualTo(20_000);
    }

    @Test
    void shouldHavePatienceForTwoMinutesAtTheMost() {
        inquiry.ask(100, sample(0, 0), 0);
        inquiry.sent(sample(0, 8));
        inquiry.follow(sample(0, 8), 50, INTERVAL, 300_000);
        inquiry.follow(sample(8, 8), 400_000, INTERVAL, 400_000);
        assertThat(inquiry.answerDue(400_000, INTERVAL, 3_000, BOUND, 0)).isEqualTo(520_000);
    }

    @Test
    void shouldWaitForAProgramThatReadsItsWayToTheQuestion() {
        inquiry.ask(100, window(0, 8, 1_000), 0);
        inquiry.sent(window(0, 8, 1_000));
        sample(window(8, 8, 1_000), 1_100);
        assertThat(inquiry.answerDue(5_000, INTERVAL, 3_000, BOUND, 0)).isEqualTo(5_000);
        sample(window(8, 8, 1_001), 2_000);
        assertThat(inquiry.answerDue(5_000, INTERVAL, 3_000, BOUND, 0)).isEqualTo(2_000 + BOUND);
        sample(window(8, 8, 1_001), 3_000);
        sample(window(8, 8, 900), 4_000);
        assertThat(inquiry.answerDue(5_000, INTERVAL, 3_000, BOUND, 0)).isEqualTo(2_000 + BOUND);
        assertThat(inquiry.answerDue(50_000, INTERVAL, 3_000, BOUND, 0)).isEqualTo(50_000);
    }

    /** The window of its acknowledgement is that of a program which may have read all before, and hangs since. */
    @Test
    void shouldTakeNothingFromTheWindowThatComesWithTheFirstAcknowledgement() {
        inquiry.ask(100, window(0, 8, 1_000), 0);
        inquiry.sent(window(0, 8, 1_000));
        inquiry.witness = window(0, 8, 1_000);
        sample(window(8, 8, 91_000), 1_100);
        sample(window(8, 8, 91_000), 2_100);
        assertThat(inquiry.answerDue(5_000, INTERVAL, 3_000, BOUND, 0)).isEqualTo(5_000);
    }

    @Test
    void shouldAddUpWhatAWindowOpensFromOneQuestionToTheNext() {
        inquiry.ask(100, window(0, 8, 1_000), 0);
        inquiry.sent(window(0, 8, 1_000));
        sample(window(8, 8, 50_000), 1_000);
        for (int i = 1; i <= 3; i++) {
            inquiry.ask(1_000 * i, window(8L * i, 8L * i, 50_000), 0);
            inquiry.sent(window(8L * i, 8L * i + 8, 50_000));
            sample(window(8L * i + 8, 8L * i + 8, 50_000 + 6_000 * i), 1_000 * i + 500);
        }
        assertThat(inquiry.answerDue(3_600, INTERVAL, 3_000, BOUND, 0)).isEqualTo(3_500 + BOUND);
    }

    private void sample(Witness sample, int now) {
        inquiry.take(sample, now);
        inquiry.follow(sample, now, INTERVAL, now);
    }
}
