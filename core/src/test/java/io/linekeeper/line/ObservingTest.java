package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts that are only observed: a death is told once, and the line goes on. */
class ObservingTest {

    private static Peer observed(Scene scene, LivenessPolicy policy) {
        Peer peer = scene.connect(policy);
        peer.observed = true;
        return peer;
    }

    @Test
    void shouldTellADeathOnceAndEndNothing() {
        Scene scene = Scene.withWitness();
        Peer peer = observed(scene, oneWay(Duration.ofSeconds(2)));
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.steps()).isEqualTo(List.of(Step.OBSERVED));
        assertThat(peer.times(Step.OBSERVED).get(0)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_050));
        assertThat(peer.verdict()).isNull();
        assertThat(peer.line.observed().fate()).isEqualTo(Fate.SILENT);
        assertThat(peer.line.isSuspect()).isTrue();
    }

    @Test
    void shouldTellThatALineThatWasObservedDeadIsHeardAgain() {
        Scene scene = Scene.withWitness();
        Peer peer = observed(scene, twoWay(rule(1_000, 500, 3)));
        peer.answers = false;
        scene.run(Duration.ofSeconds(10));
        peer.send();
        peer.answers = true;
        scene.run(Duration.ofSeconds(10));
        peer.answers = false;
        scene.run(Duration.ofSeconds(10));
        assertThat(peer.steps().stream().filter(step -> step != Step.ASK))
                .containsExactly(Step.SUSPECTED, Step.OBSERVED, Step.RECOVERED, Step.SUSPECTED, Step.OBSERVED);
        assertThat(peer.verdict()).isNull();
    }

    @Test
    void shouldJudgeALineThatWasObservedDeadWhenItEnds() {
        Scene scene = Scene.withWitness();
        Peer peer = observed(scene, oneWay(Duration.ofSeconds(2)));
        scene.run(Duration.ofSeconds(5));
        assertThat(peer.line.judge(Fate.RESET, null, null, scene.now()).fate()).isEqualTo(Fate.RESET);
        assertThat(peer.line.isSuspect()).isFalse();
    }

    @Test
    void shouldObserveAStallUntilItMoves() {
        Scene scene = Scene.withWitness();
        Peer full = observed(scene, Policies.withStallLimit(oneWay(Duration.ofSeconds(9)), Duration.ofSeconds(3)));
        full.kernel.sendBuffer = 16_384;
        full.kernel.window = false;
        full.give(1_000_000);
        scene.every(Duration.ofSeconds(2), full::send);
        scene.run(Duration.ofSeconds(30));
        assertThat(full.steps()).isEqualTo(List.of(Step.OBSERVED));
        full.kernel.openWindow();
        scene.run(Duration.ofSeconds(2));
        assertThat(full.steps()).isEqualTo(List.of(Step.OBSERVED, Step.RECOVERED));
    }

    @Test
    void shouldNotForgetAnObservedStallUnderAnotherPolicy() {
        Scene scene = Scene.withWitness();
        Peer full = observed(scene, Policies.withStallLimit(oneWay(Duration.ofSeconds(9)), Duration.ofSeconds(3)));
        full.kernel.sendBuffer = 16_384;
        full.kernel.window = false;
        full.give(1_000_000);
        scene.every(Duration.ofSeconds(2), full::send);
        scene.run(Duration.ofSeconds(5));
        scene.roll.change(full.line, Policies.withStallLimit(oneWay(Duration.ofSeconds(9)), Duration.ofSeconds(4)));
        scene.run(Duration.ofSeconds(10));
        assertThat(full.steps()).isEqualTo(List.of(Step.OBSERVED));
        full.kernel.openWindow();
        scene.run(Duration.ofSeconds(2));
        assertThat(full.steps()).isEqualTo(List.of(Step.OBSERVED, Step.RECOVERED));
    }

    @Test
    void shouldEndWhatIsNoDeath() {
        Scene scene = Scene.withWitness();
        Peer peer = observed(scene, oneWay(Duration.ofSeconds(60)));
        peer.line.expectBy(1_000);
        scene.reconsider(peer.line);
        scene.run(Duration.ofSeconds(3));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.OVERDUE);
    }
}
