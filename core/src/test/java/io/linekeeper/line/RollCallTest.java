package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat.Answers;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollCallTest {
    private static final long MS = 1_000_000;
    private static final LivenessPolicy POLICY = oneWay(Duration.ofSeconds(4));

    private final RollCall roll = new RollCall(0, false);
    private final List<Script> scripts = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    private Script add(LivenessPolicy policy, long now) {
        Script script = new Script();
        scripts.add(script);
        lines.add(Keeper.put(roll, policy, script, now));
        return script;
    }

    /** Calls the roll as it asks for, up to a time; a call that is to come at once comes after {@code turn}. */
    private void callUntil(long from, long to, long turn) {
        long now = from;
        while (now <= to) {
            long wait = roll.call(now);
            if (wait == RollCall.NO_LINES) {
                return;
            }
            now += Math.max(turn, wait);
        }
    }

    @Test
    void shouldNotWaitForAnythingWithoutLines() {
        assertThat(roll.call(5 * MS)).isEqualTo(RollCall.NO_LINES);
        add(POLICY, 6 * MS);
        assertThat(roll.call(6 * MS)).isEqualTo(20 * MS);
        roll.remove(lines.get(0));
        assertThat(roll.call(7 * MS)).isEqualTo(RollCall.NO_LINES);
        assertThat(roll.size()).isZero();
    }

    @Test
    void shouldSleepLongerWithAWitnessButNoLongerThanALineIsDue() {
        RollCall epoll = new RollCall(0, true);
        Keeper.put(epoll, oneWay(Duration.ofSeconds(60)), new Script(), 0);
        assertThat(epoll.call(0)).isEqualTo(1_000 * MS);
        Keeper.put(epoll, oneWay(Duration.ofSeconds(2)), new Script(), 0);
        assertThat(epoll.call(10 * MS)).isEqualTo(250 * MS);
        Keeper.put(epoll, oneWay(Duration.ofMillis(100)), new Script(), 0);
        assertThat(epoll.call(20 * MS)).isEqualTo(20 * MS);
    }

    @Test
    void shouldCallANewLineAnnounced() {
        RollCall epoll = new RollCall(0, true);
        Line first = Keeper.put(epoll, oneWay(Duration.ofSeconds(60)), new Script(), 0);
        assertThat(epoll.isPlannedTooLate(first)).as("nothing is planned").isTrue();
        epoll.call(0);
        assertThat(epoll.isPlannedTooLate(first)).isFalse();
        Line sooner = Keeper.put(epoll, oneWay(Duration.ofMillis(100)), new Script(), 10 * MS);
        assertThat(epoll.isPlannedTooLate(sooner)).isTrue();
        epoll.remove(first);
        epoll.remove(sooner);
        assertThat(epoll.isPlannedTooLate(sooner)).isFalse();
        assertThat(epoll.call(20 * MS)).isEqualTo(RollCall.NO_LINES);
        Line again = Keeper.put(epoll, oneWay(Duration.ofSeconds(60)), new Script(), 3_600_000 * MS);
        assertThat(epoll.isPlannedTooLate(again)).as("nothing is planned").isTrue();
    }

    @Test
    void shouldSeeNoGapInATimeWithoutLines() {
        add(POLICY, 0);
        roll.call(0);
        roll.remove(lines.get(0));
        roll.call(60_000 * MS);
        assertThat(roll.time().gapNanos()).isZero();
        add(POLICY, 90_000 * MS);
        roll.call(90_000 * MS);
        assertThat(roll.time().creditedNanos()).isZero();
    }

    /** The loop may block between the first line and the first call, whatever was planned for the lines before. */
    @Test
    void shouldHearNoMoreThanAStepBeforeTheFirstCall() {
        RollCall epoll = new RollCall(0, true);
        Line line = Keeper.put(epoll, oneWay(Duration.ofSeconds(60)), new Script(), 0);
        epoll.call(0);
        epoll.remove(line);
        Keeper.put(epoll, oneWay(Duration.ofSeconds(60)), new Script(), 500 * MS);
        epoll.call(5_500 * MS);
        assertThat(epoll.time().gapNanos()).isEqualTo(4_750 * MS);
    }

    /** More suspects than a budget a tick, each of them due every tick: nobody may be passed over for that. */
    @Test
    void shouldPassNobodyOverWhenMoreAreDueThanItCanLookAt() {
        RollCall epoll = new RollCall(0, true);
        LivenessPolicy policy = twoWay(rule(1_000, 500, 6));
        List<Script> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Script script = new Script();
            script.testimony = () -> deaf(epoll);
            all.add(script);
            Keeper.put(epoll, policy, script, 0);
        }
        long now = 0;
        while (now < 3_600 * MS) {
            now += Math.max(MS, epoll.call(now));
        }
        long least = all.stream().mapToInt(script -> script.samples).min().orElse(0);
        long most = all.stream().mapToInt(script -> script.samples).max().orElse(0);
        assertThat(least).as("of %s", most).isGreaterThanOrEqualTo(5);
    }

    private static Witness deaf(RollCall roll) {
        long now = roll.time().realNanos();
        return new Witness(now, true, true, now / MS, now / MS, 0, 100, 1, 0, 65_536, 0, 3, 1_000);
    }

    private long judged() {
        return scripts.stream()
                .filter(script -> script.steps.contains(Step.VERDICT))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void shouldLookAtEveryOtherLineWhenOneIsRemovedInTheMiddleOfACall(int victim) {
        for (int i = 0; i < 10; i++) {
            Script script = add(POLICY, 0);
            script.action = step -> {
                if (step == Step.VERDICT) {
                    roll.remove(lines.get(victim));
                }
            };
        }
        callUntil(0, 4_200 * MS, 1);
        for (int i = 0; i < 10; i++) {
            boolean spared = i == victim && i != 9;
            assertThat(scripts.get(i).steps.contains(Step.VERDICT))
                    .as("line %d", i)
                    .isEqualTo(!spared);
        }
        assertThat(roll.size()).isEqualTo(9);
    }

    @Test
    void shouldTakeLinesThatComeInTheMiddleOfACall() {
        for (int i = 0; i < 40; i++) {
            Script script = add(POLICY, 0);
            script.action = step -> {
                if (step == Step.VERDICT && lines.size() < 200) {
                    add(POLICY, 4_000 * MS);
                    add(POLICY, 4_000 * MS);
                }
            };
        }
        callUntil(0, 8_200 * MS, 1);
        assertThat(lines).hasSize(120);
        assertThat(judged()).isEqualTo(120);
    }

    @Test
    void shouldStopTheLookOnceItsLineIsRemoved() {
        Script script = add(twoWay(rule(1_000, 100, 1)), 0);
        script.action = step -> roll.remove(lines.get(0));
        callUntil(0, 5_000 * MS, 1);
        assertThat(script.steps).hasSize(1);
    }

    @Test
    void shouldLeaveALineAloneThatIsNotOnTheRoll() {
        add(POLICY, 0);
        add(POLICY, 0);
        roll.remove(lines.get(0));
        roll.remove(lines.get(0));
        assertThat(roll.size()).isEqualTo(1);
        lines.get(0).hear();
        lines.get(0).watchBacklog();
        lines.get(0).drain(5);
        assertThat(roll.isPlannedTooLate(lines.get(0))).isFalse();
        callUntil(0, 5_000 * MS, 1);
        assertThat(scripts.get(0).steps).isEmpty();
        assertThat(scripts.get(1).steps).contains(Step.VERDICT);
    }

    /** Asked in the second call of a millisecond, between a byte and the answer: their stamps are the same. */
    @Test
    void shouldHearAnAnswerThatComesInTheMillisecondOfTheByteBefore() {
        RollCall epoll = new RollCall(0, true);
        Script script = new Script();
        long[] now = {0};
        script.testimony = () -> alive(now[0]);
        Line line = Keeper.put(epoll, twoWay(rule(1_000, 100, 3), Answers.ONCE_GIVEN), script, 0);
        List<Line> crowd = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Script other = new Script();
            other.testimony = script.testimony;
            crowd.add(Keeper.put(epoll, POLICY, other, 0));
        }
        while (script.steps.isEmpty()) {
            now[0] += MS;
            crowd.forEach(Line::watchBacklog);
            epoll.call(now[0]);
            line.hear();
            epoll.call(now[0] + MS / 2);
        }
        line.hear();
        line.answered();
        long answeredAt = now[0];
        for (now[0] += 10 * MS; now[0] < answeredAt + 1_040 * MS; now[0] += 10 * MS) {
            epoll.call(now[0]);
        }
        assertThat(script.steps).as("a new silence has begun").isEqualTo(List.of(Step.ASK, Step.ASK));
    }

    @Test
    void shouldCutOnceWhoStaysOnTheRoll() {
        Script script = add(POLICY, 0);
        script.action = step -> assertThat(script.steps).hasSize(1);
        lines.get(0).judge(Fate.CLOSED, null, null, 0);
        lines.get(0).drain(100);
        callUntil(0, 20_000 * MS, 1);
        assertThat(script.steps).isEqualTo(List.of(Step.CUT));
    }

    /** Lines that are due just before the ints pass their middle, or their end, and are looked at just after. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32})
    void shouldLookAtEveryLineAroundTheWrap(long wrapMillis) {
        RollCall nio = new RollCall(new HearingTime(0, (wrapMillis - 4_100) * MS), false);
        int calls = 0;
        for (long now = 0; now < 4_500 * MS; calls++) {
            if (lines.size() < 80) {
                Script script = new Script();
                scripts.add(script);
                lines.add(Keeper.put(nio, POLICY, script, now));
            }
            now += Math.max(MS, Math.min(nio.call(now), lines.size() < 80 ? 3 * MS : 20 * MS));
        }
        assertThat(judged()).isEqualTo(80);
        assertThat(calls).isLessThan(400);
    }

    private static Witness alive(long now) {
        return new Witness(now, true, true, 3_600_000, 0, 0, 0, 0, 0, 65_536, 0, 0, 100);
    }
}
