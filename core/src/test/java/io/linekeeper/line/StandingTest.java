package io.linekeeper.line;

import static io.linekeeper.line.Policies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.Heartbeat.Answers;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing was negotiated: answers count once given. */
class StandingTest {
    private static final Heartbeat ONCE_GIVEN = new Heartbeat.TwoWay(rule(10_000, 3_000, 3), Answers.ONCE_GIVEN);
    private static final LivenessPolicy POLICY =
            Policies.policy(KernelPolicy.keepAlive(rule(600_000, 75_000, 9)), ONCE_GIVEN);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAskAStrangerOnceWithinTheIdleTimeThoughItTalks(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        scene.every(Duration.ofSeconds(1), peer::send);
        scene.run(Duration.ofMinutes(2));
        assertThat(peer.times(Step.ASK)).hasSize(1);
        assertThat(peer.times(Step.ASK).get(0)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        assertThat(peer.line.standing()).isEqualTo(Standing.PROVEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotAskAStrangerSoonerBecauseWeGreetIt(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        peer.give(100);
        scene.every(Duration.ofSeconds(1), peer::send);
        scene.every(Duration.ofMillis(1_700), () -> peer.give(100));
        scene.run(Duration.ofMillis(8_800));
        assertThat(peer.notes).isEmpty();
        scene.run(Duration.ofSeconds(2));
        assertThat(peer.times(Step.ASK)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAskAStrangerThatIsSilentAfterAGreetingInTime(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        peer.answers = false;
        peer.give(100);
        scene.run(Duration.ofSeconds(10));
        assertThat(peer.times(Step.ASK)).hasSize(1);
        assertThat(peer.times(Step.ASK).get(0)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeAPeerThatAnsweredBeforeAndHangs(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        scene.run(Duration.ofSeconds(35));
        peer.answers = false;
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.verdict().fate()).isEqualTo(kernel ? Fate.HUNG : Fate.SILENT);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLetAPeerThatNeverAnswersLive(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        peer.answers = false;
        scene.run(Duration.ofMinutes(30));
        assertThat(peer.verdict()).isNull();
        assertThat(peer.times(Step.ASK)).hasSize(3);
        assertThat(peer.times(Step.SUSPECTED)).isEmpty();
        assertThat(peer.line.standing()).isEqualTo(Standing.MUTE);
    }

    @Test
    void shouldLetAPeerThatAsksAndNeverAnswersLive() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.answers = false;
        scene.every(Duration.ofSeconds(25), peer::send);
        scene.run(Duration.ofMinutes(30));
        assertThat(peer.verdict()).isNull();
    }

    @Test
    void shouldJudgeAPeerThatNeverAnsweredByItsKernel() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.answers = false;
        scene.run(Duration.ofSeconds(5));
        peer.die();
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeAMutePeerByItsAnswersOnceItGivesOne(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(POLICY);
        peer.answerDelay = Duration.ofMinutes(1);
        scene.run(Duration.ofSeconds(50));
        assertThat(peer.line.standing()).isEqualTo(Standing.MUTE);
        peer.answerDelay = Duration.ZERO;
        peer.answers = false;
        scene.run(Duration.ofMinutes(2));
        assertThat(peer.line.standing()).isEqualTo(Standing.PROVEN);
        assertThat(peer.verdict().fate()).isEqualTo(kernel ? Fate.HUNG : Fate.SILENT);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    /** The first question may come just after a byte: the silence that it is asked in is no silence. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeInTimeAPeerThatHangsRightAfterItsFirstAnswer(boolean kernel) {
        Heartbeat heartbeat = new Heartbeat.TwoWay(rule(10_000, 3_000, 1), Answers.ONCE_GIVEN);
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(Policies.policy(KernelPolicy.off(), heartbeat));
        for (int i = 0; i < 12; i++) {
            scene.after(Duration.ofMillis(800L * i), peer::send);
        }
        scene.run(Duration.ofMillis(9_990));
        assertThat(peer.times(Step.ASK)).hasSize(1);
        peer.answers = false;
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(13), Duration.ofMillis(13_265));
    }

    @Test
    void shouldNotAskWhoeverProvedItselfUnasked() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        scene.every(Duration.ofSeconds(3), () -> {
            peer.send();
            peer.line.answered();
        });
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void shouldTakeAnAnswerForLife() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.answers = false;
        scene.after(Duration.ofSeconds(30), () -> peer.kernel.probes = 1);
        scene.run(Duration.ofSeconds(1_000));
        assertThat(peer.line.isSuspect()).isTrue();
        peer.line.answered();
        scene.run(Duration.ofSeconds(5));
        assertThat(peer.line.isSuspect()).isFalse();
    }
}
