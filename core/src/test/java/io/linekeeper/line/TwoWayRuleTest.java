package io.linekeeper.line;

import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoWayRuleTest {
    private static final KeepAlive TEN_THREE_THREE = rule(10_000, 3_000, 3);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAskAtIdleThenEveryIntervalAndJudgeOneIntervalAfterTheLastQuestion(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(twoWay(TEN_THREE_THREE));
        peer.answers = false;
        scene.run(Duration.ofSeconds(40));

        List<Duration> asked = peer.times(Step.ASK);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(0)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        assertThat(asked.get(1).minus(asked.get(0))).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
        assertThat(asked.get(2).minus(asked.get(1))).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
        assertThat(peer.times(Step.SUSPECTED)).hasSize(1);
        assertThat(peer.times(Step.SUSPECTED).get(0)).isEqualTo(asked.get(1));
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
        assertThat(peer.times(Step.LISTEN)).hasSize(kernel ? 0 : 1);
        assertThat(peer.verdict().fate()).isEqualTo(kernel ? Fate.HUNG : Fate.SILENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLetAServerThatAnswersAfterFiveSecondsLive(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(twoWay(TEN_THREE_THREE));
        peer.answerDelay = Duration.ofSeconds(5);
        scene.run(Duration.ofMinutes(10));
        assertThat(peer.isJudged()).isFalse();
        assertThat(peer.times(Step.SUSPECTED).size()).isGreaterThan(10);
        assertThat(peer.times(Step.RECOVERED)).hasSameSizeAs(peer.times(Step.SUSPECTED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeAServerThatAnswersAfterAMinuteAtNineteenSeconds(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(twoWay(TEN_THREE_THREE));
        peer.answerDelay = Duration.ofSeconds(60);
        scene.run(Duration.ofMinutes(5));
        assertThat(peer.times(Step.VERDICT)).hasSize(1);
        assertThat(peer.times(Step.VERDICT).get(0)).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    @ParameterizedTest
    @CsvSource({
        // idle, interval, probes, kernel
        "10000, 3000, 3, true",
        "10000, 3000, 3, false",
        "1000, 1000, 1, true",
        "1000, 1000, 1, false",
        "20, 20, 1, true",
        "20, 20, 1, false",
        "50, 20, 127, true",
        "50, 20, 127, false",
        "100, 5000, 4, true",
        "100, 5000, 4, false",
        "100, 5000, 1, true",
        "100, 5000, 1, false",
        "60000, 100, 5, true",
        "60000, 100, 5, false",
        "7200000, 75000, 9, true",
        "7200000, 75000, 9, false",
    })
    void shouldNeverJudgeBeforeTheBoundNorLate(long idle, long interval, int probes, boolean kernel) {
        LivenessPolicy policy = twoWay(rule(idle, interval, probes));
        Duration bound = Duration.ofMillis(idle + interval * probes);
        Duration allowed = policy.tick().multipliedBy(kernel ? 2 : 4).plusMillis(5);
        for (int i = 0; i < 20; i++) {
            Scene scene = Scene.of(kernel);
            Peer peer = scene.connect(policy);
            scene.run(bound.multipliedBy(3 * i + 7).dividedBy(31));
            peer.answers = false;
            peer.kernel.path = i % 2 == 0;
            scene.run(bound.multipliedBy(2));
            assertThat(peer.silence()).isBetween(bound, bound.plus(allowed));
            assertThat(peer.times(Step.ASK).size()).isGreaterThanOrEqualTo(probes);
            assertThat(peer.verdict().evidence().questions()).isEqualTo(probes);
        }
    }

    @Test
    void shouldAskLinesThatCameTogetherAtDifferentTimes() {
        Scene scene = Scene.withWitness();
        LivenessPolicy policy = twoWay(TEN_THREE_THREE);
        for (int i = 0; i < 1_000; i++) {
            scene.connect(policy);
        }
        scene.run(Duration.ofSeconds(11));
        long[] perFourth = new long[4];
        for (Peer peer : scene.peers) {
            Duration first = peer.times(Step.ASK).get(0);
            assertThat(first).isBetween(Duration.ofMillis(9_000), Duration.ofMillis(9_910));
            perFourth[(int) Math.min(3, (first.toMillis() - 9_000) / 225)]++;
        }
        assertThat(LongStream.of(perFourth)).allMatch(lines -> lines > 150);
    }

    @Test
    void shouldNotAskAPeerThatTalks() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(TEN_THREE_THREE));
        peer.answers = false;
        scene.every(Duration.ofMillis(8_900), peer::send);
        scene.run(Duration.ofMinutes(5));
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void shouldTakeAnyByteForLife() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(TEN_THREE_THREE));
        peer.answers = false;
        scene.every(Duration.ofMillis(18_900), peer::send);
        scene.run(Duration.ofMillis(18_900 * 15 + 5_000));
        assertThat(peer.isJudged()).isFalse();
        assertThat(peer.times(Step.RECOVERED))
                .hasSameSizeAs(peer.times(Step.SUSPECTED))
                .isNotEmpty();
    }

    @Test
    void shouldTellHungFromUnreachableFromStalled() {
        LivenessPolicy policy = Policies.withStallLimit(twoWay(TEN_THREE_THREE), Duration.ofSeconds(15));
        Scene scene = Scene.withWitness();
        Peer hung = scene.connect(policy);
        hung.answers = false;
        Peer gone = scene.connect(policy);
        gone.die();
        Peer full = scene.connect(policy);
        full.kernel.window = false;
        full.give(100_000);
        scene.run(Duration.ofSeconds(30));

        assertThat(hung.verdict().fate()).isEqualTo(Fate.HUNG);
        assertThat(hung.verdict().evidence().acknowledged()).isTrue();
        assertThat(hung.verdict().evidence().questions()).isEqualTo(3);
        assertThat(gone.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(gone.verdict().evidence().acknowledged()).isFalse();
        assertThat(gone.verdict().evidence().witness().retransmits()).isPositive();
        assertThat(full.verdict().fate()).isEqualTo(Fate.STALLED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotPostponeTheVerdictBecauseWeSend(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer hung = scene.connect(twoWay(TEN_THREE_THREE));
        hung.answers = false;
        hung.kernel.rtt = Duration.ofMillis(150).toNanos();
        scene.every(Duration.ofMillis(100), () -> {
            if (!hung.isJudged()) {
                hung.give(500);
            }
        });
        scene.run(Duration.ofSeconds(60));
        assertThat(hung.verdict().fate()).isEqualTo(kernel ? Fate.HUNG : Fate.SILENT);
        assertThat(hung.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    @Test
    void shouldReportSilenceBoundAndCreditWithTheVerdict() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(TEN_THREE_THREE));
        peer.answers = false;
        scene.run(Duration.ofSeconds(5));
        scene.blockThenCall(Duration.ofSeconds(8));
        scene.run(Duration.ofSeconds(40));
        Verdict verdict = peer.verdict();
        assertThat(Duration.ofNanos(verdict.silenceNanos())).isCloseTo(peer.silence(), Duration.ofMillis(2));
        assertThat(verdict.boundNanos()).isEqualTo(Duration.ofSeconds(19).toNanos());
        assertThat(Duration.ofNanos(verdict.creditedNanos()))
                .isBetween(Duration.ofMillis(5_000), Duration.ofMillis(7_800));
        assertThat(verdict.latenessNanos() - verdict.creditedNanos())
                .isBetween(-1_000_000L, Duration.ofMillis(200).toNanos());
    }
}
