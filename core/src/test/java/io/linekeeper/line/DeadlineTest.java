package io.linekeeper.line;

import static io.linekeeper.line.Policies.kernel;
import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat.Answers;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be done on a line by some time, whatever bytes come. */
class DeadlineTest {
    private static final LivenessPolicy POLICY = oneWay(Duration.ofSeconds(60));
    private static final int MILLIS = 3_000;
    /** The last chance is a tick, and each look may be another late. */
    private static final Duration LATE = Duration.ofMillis(3 * 250 + 10);

    private static void expect(Scene scene, Peer peer, int millis) {
        peer.line.expectBy(millis);
        scene.reconsider(peer.line);
    }

    private static Duration verdictAt(Peer peer) {
        return peer.times(Step.VERDICT).get(0);
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                        POLICY,
                        twoWay(rule(20_000, 3_000, 3)),
                        twoWay(rule(20_000, 3_000, 3), Answers.ONCE_GIVEN),
                        kernel(rule(20_000, 3_000, 3)))
                .flatMap(policy -> Stream.of(Arguments.of(policy, true), Arguments.of(policy, false)));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldJudgeWhoIsOverdueThoughItTalks(LivenessPolicy policy, boolean kernel) {
        for (int i = 0; i < 20; i++) {
            Scene scene = Scene.of(kernel);
            Peer peer = scene.connect(policy);
            scene.every(Duration.ofMillis(70), peer::send);
            Duration began = Duration.ofMillis(53L * i);
            scene.run(began);
            expect(scene, peer, MILLIS);
            scene.run(Duration.ofSeconds(6));

            assertThat(peer.verdict().fate()).isEqualTo(Fate.OVERDUE);
            assertThat(peer.verdict().boundNanos())
                    .isEqualTo(Duration.ofMillis(MILLIS).toNanos());
            assertThat(peer.verdict().latenessNanos()).isZero();
            assertThat(peer.verdict().silenceNanos())
                    .isLessThan(Duration.ofMillis(500).toNanos());
            assertThat(peer.steps()).isEqualTo(List.of(Step.VERDICT));
            assertThat(verdictAt(peer).minus(began))
                    .isBetween(
                            Duration.ofMillis(MILLIS), Duration.ofMillis(MILLIS).plus(LATE));
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldChangeNothingForWhoIsInTime(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(policy);
        scene.every(Duration.ofMillis(700), peer::send);
        expect(scene, peer, MILLIS);
        scene.after(Duration.ofMillis(MILLIS - 10), peer.line::expectationMet);
        scene.run(Duration.ofSeconds(90));

        assertThat(peer.isJudged()).isFalse();
    }

    /** What the peer sent in time waits in the kernel while the loop is away, and the call comes before the read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadBeforeItJudgesAfterAGap(boolean kernel) {
        for (int i = 0; i < 20; i++) {
            Scene scene = Scene.of(kernel);
            Peer peer = scene.connect(POLICY);
            expect(scene, peer, MILLIS);
            scene.run(Duration.ofMillis(MILLIS - 1 - i));
            scene.blockThenCall(Duration.ofSeconds(20));
            peer.line.expectationMet();
            scene.run(Duration.ofSeconds(5));

            assertThat(peer.isJudged()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotChargeOurOwnPauses(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        expect(scene, peer, MILLIS);
        scene.run(Duration.ofSeconds(1));
        scene.blockThenCall(Duration.ofSeconds(20));
        scene.run(Duration.ofMillis(700));
        assertThat(peer.isJudged()).isFalse();
        scene.run(Duration.ofSeconds(3));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.OVERDUE);
        assertThat(verdictAt(peer)).isGreaterThan(Duration.ofMillis(MILLIS + 20_000 - 1_300));
    }

    @Test
    void shouldExpectWhatWasSaidLast() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        expect(scene, peer, MILLIS);
        scene.run(Duration.ofSeconds(2));
        expect(scene, peer, MILLIS);
        scene.run(Duration.ofMillis(2_900));
        assertThat(peer.isJudged()).isFalse();
        peer.line.expectationMet();
        peer.line.expectationMet();
        scene.run(Duration.ofSeconds(10));
        assertThat(peer.isJudged()).isFalse();
        expect(scene, peer, 100);
        scene.run(Duration.ofSeconds(1));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.OVERDUE);
        assertThat(peer.verdict().boundNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldStandUnderAnotherPolicy(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        expect(scene, peer, MILLIS);
        scene.run(Duration.ofSeconds(1));
        scene.roll.change(peer.line, twoWay(rule(30_000, 3_000, 3)));
        scene.reconsider(peer.line);
        scene.run(Duration.ofSeconds(3));

        assertThat(peer.verdict().fate()).isEqualTo(Fate.OVERDUE);
        assertThat(verdictAt(peer))
                .isBetween(Duration.ofMillis(MILLIS), Duration.ofMillis(MILLIS).plus(LATE));
    }

    /** The rule goes on beside it, with its own verdict. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotPutOffTheRule(boolean kernel) {
        Duration timeout = Duration.ofSeconds(5);
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(oneWay(timeout));
        expect(scene, peer, 20_000);
        scene.run(Duration.ofMillis(2_345));
        peer.send();
        scene.run(Duration.ofSeconds(20));

        assertThat(peer.verdict().fate()).isEqualTo(Fate.SILENT);
        assertThat(peer.silence()).isBetween(timeout, timeout.plusMillis(110));
    }

    @Test
    void shouldStandBesideABacklog() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.kernel.window = false;
        scene.every(Duration.ofMillis(300), peer::send);
        expect(scene, peer, MILLIS);
        peer.give(1_000);
        scene.run(Duration.ofSeconds(5));

        assertThat(peer.verdict().fate()).isEqualTo(Fate.OVERDUE);
    }

    @Test
    void shouldExpectNothingOfALineThatIsJudgedOrGone() {
        Scene scene = Scene.withWitness();
        Peer judged = scene.connect(POLICY);
        Peer gone = scene.connect(POLICY);
        expect(scene, gone, MILLIS);
        expect(scene, judged, MILLIS);
        scene.run(Duration.ofSeconds(1));
        Verdict verdict = judged.line.judge(Fate.CLOSED, null, null, scene.now());
        expect(scene, judged, 10);
        scene.roll.remove(gone.line);
        gone.line.expectBy(10);
        scene.run(Duration.ofSeconds(10));

        assertThat(judged.verdict()).isSameAs(verdict);
        assertThat(judged.notes).isEmpty();
        assertThat(gone.notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 2_000, (1L << 32) - 2_000})
    void shouldCountBeyondTheMiddleOfTheInts(long hearingMillis) {
        Scene scene = Scene.startingAt(hearingMillis, true);
        Peer peer = scene.connect(POLICY);
        expect(scene, peer, MILLIS);
        scene.run(Duration.ofSeconds(5));
        assertThat(verdictAt(peer))
                .isBetween(Duration.ofMillis(MILLIS), Duration.ofMillis(MILLIS).plus(LATE));
    }
}
