package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One verdict a line, whatever happens, and the drain after it. */
class VerdictTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @EnumSource(Fate.class)
    void shouldGiveOneVerdictAndNoneAfterIt(Fate fate) {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(oneWay(Duration.ofSeconds(5)));
        scene.run(Duration.ofSeconds(1));
        Verdict verdict = peer.line.judge(fate, "why", peer.testify(), scene.now());
        assertThat(verdict).isNotNull().isSameAs(peer.verdict());
        assertThat(verdict.fate()).isEqualTo(fate);
        assertThat(verdict.evidence().detail()).isEqualTo("why");
        assertThat(peer.line.judge(Fate.CLOSED, null, null, scene.now())).isNull();
        assertThat(peer.line.judge(fate, null, peer.testify(), scene.now())).isNull();
        peer.send();
        peer.line.answered();
        peer.line.asked(peer.testify());
        peer.give(100);
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.verdict()).isSameAs(verdict);
        assertThat(peer.notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeNobodyTwiceWhoStaysOnTheRoll(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(oneWay(Duration.ofSeconds(5)));
        peer.drain = Duration.ofMinutes(2);
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.times(Step.VERDICT)).hasSize(1);
        assertThat(peer.line.judge(Fate.RESET, null, null, scene.now())).isNull();
        scene.run(Duration.ofMinutes(5));
        assertThat(peer.steps()).endsWith(Step.VERDICT, Step.CUT);
        assertThat(scene.roll.size()).isZero();
    }

    /** Also when the drain begins between two calls, which with a witness can be a second apart. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20, 300, 999, 5_000})
    void shouldCutAtTheDrainDeadlineAndNotBefore(long drainMillis) {
        for (int i = 0; i < 20; i++) {
            Scene scene = Scene.withWitness();
            Peer peer = scene.connect(oneWay(Duration.ofSeconds(60)));
            scene.run(Duration.ofMillis(2_000 + 53 * i));
            peer.line.judge(Fate.FINISHED, null, null, scene.now());
            long began = scene.now();
            peer.line.drain((int) drainMillis);
            scene.reconsider(peer.line);
            scene.run(Duration.ofSeconds(10));
            assertThat(peer.steps()).isEqualTo(List.of(Step.CUT));
            assertThat(Duration.ofNanos(peer.notes.get(0).at() - began))
                    .isBetween(Duration.ofMillis(drainMillis), Duration.ofMillis(drainMillis + 255));
        }
    }

    @Test
    void shouldNotCutWhoDoesNotDrain() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(oneWay(Duration.ofSeconds(60)));
        peer.line.judge(Fate.FINISHED, null, null, scene.now());
        scene.run(Duration.ofDays(20));
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void shouldCountTheQuestionsOfThisSilenceAlone() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule(10_000, 3_000, 3)));
        peer.answers = false;
        scene.run(Duration.ofSeconds(14));
        assertThat(peer.times(Step.ASK)).hasSize(2);
        peer.send();
        Verdict verdict = peer.line.judge(Fate.RESET, "ECONNRESET", null, scene.now());
        assertThat(verdict.evidence().questions()).isZero();
        assertThat(verdict.latenessNanos()).isZero();
    }

    @Test
    void shouldKeepTheSampleOfALookWhenTheKernelIsWiped() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule(10_000, 3_000, 3)));
        peer.die();
        scene.run(Duration.ofSeconds(14));
        Verdict verdict = peer.line.judge(Fate.UNREACHABLE, "ETIMEDOUT", null, scene.now());
        assertThat(verdict.evidence().questions()).isEqualTo(2);
        assertThat(verdict.evidence().witness().retransmits()).isPositive();
        assertThat(peer.line.lastSample()).isSameAs(verdict.evidence().witness());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldMeasureSilenceUpToNowAndNotToTheLatestCall(boolean kernel) {
        Scene scene = kernel ? Scene.withWitness() : Scene.withoutWitness();
        Peer peer = scene.connect(oneWay(Duration.ofMinutes(10)));
        scene.run(Duration.ofSeconds(3));
        long later = scene.now() + 700 * MS;
        Verdict verdict = peer.line.judge(Fate.RESET, "ECONNRESET", null, later);
        long stampIsOffByASleep = (kernel ? 1_020 : 300) * MS;
        long silence = later - peer.lastByte;
        assertThat(verdict.silenceNanos()).isBetween(silence - stampIsOffByASleep, silence);
    }

    @Test
    void shouldKnowNoBoundOfADeadlineThatTheApplicationKept() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.kernel(rule(10_000, 3_000, 3)));
        assertThat(peer.line.judge(Fate.OVERDUE, "no login", null, scene.now()).boundNanos())
                .isEqualTo(-1);
    }
}
