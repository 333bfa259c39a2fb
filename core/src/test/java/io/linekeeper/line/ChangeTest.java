package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are judged by another policy in the middle of their life, or by the time to live that their beats declare. */
class ChangeTest {
    private static final Duration AGREED = Duration.ofSeconds(10);
    private static final LivenessPolicy POLICY = oneWay(AGREED);

    private static void livesFor(Scene scene, Peer peer, Duration timeToLive) {
        scene.roll.livesFor(peer.line, timeToLive);
        scene.reconsider(peer.line);
    }

    private static Duration timeout(Peer peer) {
        return ((Heartbeat.OneWay) peer.line.judgedBy().heartbeat()).timeout();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTellASuspectThatItHasRecovered(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(twoWay(rule(2_000, 1_000, 5)));
        peer.answers = false;
        scene.run(Duration.ofMillis(3_500));
        assertThat(peer.line.isSuspect()).isTrue();
        scene.roll.change(peer.line, POLICY);
        assertThat(peer.steps()).endsWith(Step.SUSPECTED, Step.ASK, Step.RECOVERED);
        assertThat(peer.line.isSuspect()).isFalse();
        scene.roll.change(peer.line, oneWay(Duration.ofSeconds(20)));
        assertThat(peer.times(Step.RECOVERED)).as("told once").hasSize(1);
    }

    @Test
    void shouldRecoverASuspectWhoseTimeToLiveChanges() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        scene.run(Duration.ofSeconds(1));
        peer.die();
        peer.give(100);
        scene.run(Duration.ofSeconds(6));
        assertThat(peer.line.isSuspect()).isTrue();
        peer.kernel.path = true;
        peer.send();
        livesFor(scene, peer, Duration.ofSeconds(3));
        scene.run(Duration.ofSeconds(1));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED, Step.RECOVERED));
    }

    @Test
    void shouldMindItsRemovalWhenItIsToldToHaveRecovered() {
        RollCall roll = new RollCall(0, true);
        Script script = new Script();
        Line line = Keeper.put(roll, POLICY, script, 0);
        line.open(0);
        line.moveTo(LineState.SUSPECT);
        script.action = step -> roll.remove(line);
        roll.change(line, oneWay(Duration.ofSeconds(3)));
        assertThat(script.steps).isEqualTo(List.of(Step.RECOVERED));
        assertThat(roll.size()).isZero();
        assertThat(line.judgedBy()).isEqualTo(oneWay(Duration.ofSeconds(3)));
    }

    @Test
    void shouldLeaveAJudgedLineToItsDrain() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.line.judge(Fate.FINISHED, null, null, scene.now());
        peer.line.drain(300);
        scene.reconsider(peer.line);
        scene.roll.change(peer.line, oneWay(Duration.ofSeconds(60)));
        livesFor(scene, peer, Duration.ofSeconds(1));
        scene.run(Duration.ofSeconds(1));
        assertThat(peer.steps()).isEqualTo(List.of(Step.CUT));
        assertThat(peer.line.judgedBy()).isEqualTo(POLICY);
        assertThatThrownBy(() -> scene.roll.change(peer.line, POLICY)).hasMessageContaining("no roll");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeByTheTimeToLiveFromTheByteThatDeclaredIt(boolean kernel) {
        for (int i = 0; i < 20; i++) {
            Scene scene = Scene.of(kernel);
            Peer peer = scene.connect(POLICY);
            scene.run(Duration.ofMillis(700 + 53 * i));
            peer.send();
            livesFor(scene, peer, Duration.ofSeconds(3));
            scene.run(Duration.ofSeconds(5));

            assertThat(peer.verdict().fate()).isEqualTo(Fate.SILENT);
            assertThat(peer.verdict().boundNanos())
                    .isEqualTo(Duration.ofSeconds(3).toNanos());
            assertThat(peer.silence()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_205));
        }
    }

    /** The limit is what was agreed, not what an earlier beat declared. */
    @Test
    void shouldLiveLongerAgainUpToWhatWasAgreed() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        livesFor(scene, peer, Duration.ofSeconds(1));
        assertThat(timeout(peer)).isEqualTo(Duration.ofSeconds(1));
        livesFor(scene, peer, Duration.ofSeconds(7));
        assertThat(timeout(peer)).isEqualTo(Duration.ofSeconds(7));
        livesFor(scene, peer, Duration.ofDays(7));
        assertThat(peer.line.judgedBy()).isSameAs(POLICY);
        livesFor(scene, peer, Duration.ofSeconds(-1));
        assertThat(timeout(peer)).isEqualTo(POLICY.tick());
        scene.roll.change(peer.line, oneWay(Duration.ofSeconds(30)));
        livesFor(scene, peer, Duration.ofSeconds(20));
        assertThat(timeout(peer)).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_250));
    }

    @Test
    void shouldCostNothingToDeclareTheSameAgain() {
        RollCall roll = new RollCall(0, true);
        Line line = Keeper.put(roll, POLICY, new Script(), 0);
        roll.livesFor(line, Duration.ofSeconds(3));
        Terms terms = line.terms();
        assertThat(line.livesAsBefore(Duration.ofSeconds(3))).isTrue();
        assertThat(line.livesAsBefore(Duration.ofSeconds(3).minusNanos(1))).isTrue();
        assertThat(line.livesAsBefore(Duration.ofSeconds(3).plusNanos(1))).isFalse();
        Line other = Keeper.put(roll, POLICY, new Script(), 0);
        assertThat(other.terms()).isNotSameAs(terms);
        roll.livesFor(other, Duration.ofSeconds(3).minusNanos(1));
        assertThat(other.terms()).isSameAs(terms);
        Line agreedElsewhere = Keeper.put(roll, oneWay(Duration.ofSeconds(3)), new Script(), 0);
        assertThat(agreedElsewhere.terms()).isNotSameAs(terms);
    }

    @Test
    void shouldIgnoreATimeToLiveWhereTheHeartbeatIsNotOneWay() {
        Scene scene = Scene.withWitness();
        LivenessPolicy policy = twoWay(rule(10_000, 3_000, 3));
        Peer peer = scene.connect(policy);
        livesFor(scene, peer, Duration.ofMillis(1));
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.line.judgedBy()).isSameAs(policy);
        assertThat(peer.isJudged()).isFalse();
    }

    /** Otherwise a peer that does not read is never found, if only its beats differ. */
    @Test
    void shouldFindAStallWhateverTheBeatsDeclare() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(6)));
        peer.kernel.window = false;
        peer.give(1_000);
        int[] beats = {0};
        scene.every(Duration.ofMillis(500), () -> {
            peer.send();
            livesFor(scene, peer, Duration.ofMillis(4_000 + 100 * (beats[0]++ % 7)));
        });
        scene.run(Duration.ofSeconds(8));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.STALLED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCutWhoMakesWayInTheNextCall(boolean witness) {
        RollCall roll = new RollCall(0, witness);
        Script script = new Script();
        Line line = Keeper.put(roll, POLICY, script, 0);
        roll.call(0);
        line.makeWay();
        line.judge(Fate.SHUTDOWN, null, null, 1_000_000);
        line.makeWay();
        assertThat(roll.isPlannedTooLate(line)).as("does not drain").isFalse();
        line.drain(60_000);
        roll.call(2_000_000);
        assertThat(script.steps).isEmpty();
        line.makeWay();
        assertThat(roll.isPlannedTooLate(line)).isTrue();
        roll.call(3_000_000);
        assertThat(script.steps).isEqualTo(List.of(Step.CUT));
    }
}
