package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HearingTimeTest {
    private static final long MS = 1_000_000;
    private static final long START = 5_000_000_123L;

    @ParameterizedTest
    @CsvSource({
        // planned, elapsed, heard, gap (milliseconds)
        "0, 0, 0, 0",
        "20, 20, 20, 0",
        "20, 5, 5, 0",
        "20, 270, 270, 0",
        "20, 271, 270, 1",
        "20, 5000, 270, 4730",
        "1000, 1250, 1250, 0",
        "1000, 30000, 1250, 28750",
        "20, -7, 0, 0",
    })
    void shouldHearAtMostAStepBeyondThePlanAndCreditTheRest(long planned, long elapsed, long heard, long gap) {
        HearingTime time = new HearingTime(START);
        assertThat(time.advance(START + elapsed * MS, planned * MS)).isEqualTo(gap * MS);
        assertThat(time.millis()).isEqualTo((int) heard);
        assertThat(time.gapNanos()).isEqualTo(gap * MS);
        assertThat(time.creditedNanos()).isEqualTo(gap * MS);
    }

    @Test
    void shouldTellTheLatestGapAndTheSumOfAll() {
        HearingTime time = new HearingTime(START);
        time.advance(START + 5_000 * MS, 20 * MS);
        time.advance(START + 8_000 * MS, 20 * MS);
        assertThat(time.gapNanos()).isEqualTo(2_730 * MS);
        assertThat(time.creditedNanos()).isEqualTo((4_730 + 2_730) * MS);
        time.advance(START + 8_020 * MS, 20 * MS);
        assertThat(time.gapNanos()).isZero();
    }

    @Test
    void shouldNotLoseWhatIsShorterThanAMillisecond() {
        HearingTime time = new HearingTime(START);
        for (int i = 1; i <= 10_000; i++) {
            time.advance(START + i * (MS / 10), 0);
        }
        assertThat(time.millis()).isEqualTo(1_000);
    }

    @Test
    void shouldCountNoTimeTwiceWhenACallerIsBehind() {
        HearingTime time = new HearingTime(START);
        time.advance(START + 100 * MS, 100 * MS);
        time.resume(START + 60 * MS);
        time.advance(START + 70 * MS, 100 * MS);
        time.advance(START + 120 * MS, 100 * MS);
        assertThat(time.millis()).isEqualTo(120);
    }

    @Test
    void shouldKnowNothingOfBeforeWhenItResumesAfterMonths() {
        HearingTime time = new HearingTime(START);
        long now = START + TimeUnit.DAYS.toNanos(25);
        time.resume(now);
        int began = time.millis();
        time.advance(now + 40 * MS, 40 * MS);
        assertThat(time.latest(began) - began).isBetween(1, 41);
        assertThat(time.realNanosSince(began)).isEqualTo(40 * MS);
        assertThat(time.gapNanos()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, (1L << 31) - 3_000, (1L << 32) - 3_000, (1L << 31) - 400_000, (1L << 32) - 400_000})
    void shouldAgreeWithAPlainListOfCalls(long startMillis) {
        for (int seed = 0; seed < 20; seed++) {
            Plain plain = new Plain(startMillis);
            Random random = new Random(seed);
            for (int i = 0; i < 1_500; i++) {
                plain.callOnce(random);
                if (i % 10 == 0) {
                    plain.compare(random, "start " + startMillis + ", seed " + seed + ", call " + i);
                }
            }
        }
    }

    /** The same by a list of all calls, kept in longs that never wrap. */
    private static final class Plain {
        private final HearingTime time;
        private final List<Long> real = new ArrayList<>();
        private final List<Long> hearing = new ArrayList<>();

        Plain(long startMillis) {
            time = new HearingTime(START, startMillis * MS + 999_999);
            real.add(START);
            hearing.add(startMillis * MS + 999_999);
        }

        void callOnce(Random random) {
            long planned = random.nextInt(1_000) * MS;
            long elapsed = random.nextInt(20) == 0 ? random.nextInt(8_000) * MS : random.nextLong(planned + 1);
            real.add(last(real) + elapsed);
            hearing.add(last(hearing) + Math.min(elapsed, planned + HearingTime.STEP_NANOS));
            time.advance(last(real), planned);
        }

        void compare(Random random, String where) {
            assertThat(time.millis()).as(where).isEqualTo((int) (last(hearing) / MS));
            int back = random.nextInt(Math.min(real.size() - 1, 1_020));
            int call = real.size() - 1 - back;
            compareStamp(call, where);
            if (back > 0) {
                compareMoment(call, random, where);
            }
        }

        /** A byte stamped at a call was heard before the next one that shows another stamp. */
        private void compareStamp(int call, String where) {
            int stamp = (int) (hearing.get(call) / MS);
            int next = call;
            while (next < hearing.size() - 1 && (int) (hearing.get(next) / MS) == stamp) {
                next++;
            }
            assertThat(time.latest(stamp) - stamp)
                    .as("latest, %s", where)
                    .isEqualTo((int) (hearing.get(next) / MS) + 1 - stamp);
            assertThat(time.realNanosSince(stamp)).as("since, %s", where).isBetween(0L, last(real) - real.get(call));
        }

        private void compareMoment(int call, Random random, String where) {
            long within = random.nextLong(real.get(call + 1) - real.get(call) + 1);
            long latest = Math.min(hearing.get(call) + within, hearing.get(call + 1));
            int told = time.at(real.get(call) + within, -1);
            assertThat(told - (int) (latest / MS)).as("at, %s", where).isBetween(0, 1);
        }

        private static long last(List<Long> list) {
            return list.get(list.size() - 1);
        }
    }

    @Test
    void shouldNeverTellTooEarlyAnHourForWhatItNoLongerRemembers() {
        HearingTime time = new HearingTime(START);
        int stamp = time.millis();
        for (long i = 1; i <= 5_000; i++) {
            time.advance(START + i * 20 * MS, 20 * MS);
        }
        assertThat(time.latest(stamp)).isBetween(20, 22);
        assertThat(time.at(START, 1_000)).as("no gap so far").isZero();
        assertThat(time.at(START, -77)).isEqualTo(-77);
        assertThat(time.realNanosSince(stamp)).isEqualTo(5_000L * 20 * MS);
    }

    @Test
    void shouldTakeAMomentWithinAGapToBeBeforeIt() {
        HearingTime time = new HearingTime(START);
        time.advance(START + 5_000 * MS, 20 * MS);
        assertThat(time.at(START + 100 * MS, 0)).isEqualTo(100);
        assertThat(time.at(START + 269 * MS, 0)).isEqualTo(269);
        assertThat(time.at(START + 4_000 * MS, 0)).isEqualTo(270);
        assertThat(time.at(START + 5_003 * MS, 0)).isEqualTo(273);
    }
}
