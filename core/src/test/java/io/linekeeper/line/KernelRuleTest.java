package io.linekeeper.line;

import static io.linekeeper.line.Policies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelRuleTest {

    @ParameterizedTest
    @CsvSource({"1000, 3000, 10", "1000, 1000, 10", "60000, 5000, 3", "7200000, 75000, 9"})
    void shouldSuspectByTheKernelsProbesAndKeepASampleOfThem(long idle, long interval, int probes) {
        KeepAlive rule = rule(idle, interval, probes);
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.kernel(rule));
        peer.kernel.keepAlive(rule.idle(), rule.interval(), probes, () -> {
            Witness wiped = peer.testify();
            assertThat(wiped.isTroubled()).isFalse();
            peer.line.judge(Fate.UNREACHABLE, "ETIMEDOUT", null, scene.now());
            scene.roll.remove(peer.line);
        });
        scene.run(rule.idle().multipliedBy(3).plusMillis(100));
        assertThat(peer.notes).isEmpty();
        peer.die();
        scene.run(rule.bound().multipliedBy(2));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(peer.verdict().evidence().detail()).isEqualTo("ETIMEDOUT");
        assertThat(peer.verdict().evidence().witness().probes()).isBetween(1, probes);
        assertThat(peer.verdict().boundNanos()).isEqualTo(rule.bound().toNanos());
    }

    /** Stamps are ints, and wrap: after 25 days a stamp would be in the future. */
    @ParameterizedTest
    @CsvSource({"10", "24", "25", "30", "40", "60"})
    void shouldSuspectAPeerThatHadNothingToSayForManyDays(int days) {
        KeepAlive rule = rule(60_000, 5_000, 3);
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.kernel(rule));
        peer.kernel.keepAlive(rule.idle(), rule.interval(), rule.probes(), () -> {
            peer.line.judge(Fate.UNREACHABLE, "ETIMEDOUT", null, scene.now());
            scene.roll.remove(peer.line);
        });
        scene.run(Duration.ofDays(days));
        assertThat(peer.notes).isEmpty();
        peer.die();
        scene.run(rule.bound().multipliedBy(2));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED));
        assertThat(peer.verdict().evidence().witness().probes()).isBetween(1, rule.probes());
        assertThat(Duration.ofNanos(peer.verdict().silenceNanos())).isGreaterThan(Duration.ofDays(days));
    }

    /** Whatever the phase between the last byte and our looks. */
    @ParameterizedTest
    @CsvSource({"1000, 3000, 10", "1000, 1000, 10", "60000, 5000, 3", "600000, 1000, 1"})
    void shouldSuspectBeforeTheKernelGivesUp(long idle, long interval, int probes) {
        KeepAlive rule = rule(idle, interval, probes);
        for (int i = 0; i < 20; i++) {
            Scene scene = Scene.withWitness();
            Peer peer = scene.connect(Policies.kernel(rule));
            peer.kernel.keepAlive(rule.idle(), rule.interval(), probes, () -> {
                peer.line.judge(Fate.UNREACHABLE, "ETIMEDOUT", null, scene.now());
                scene.roll.remove(peer.line);
            });
            scene.run(rule.idle().multipliedBy(i).dividedBy(13).plusMillis(i));
            peer.send();
            scene.run(rule.idle().multipliedBy(i).dividedBy(7).plusMillis(3));
            peer.die();
            scene.run(rule.bound().multipliedBy(2));
            assertThat(peer.times(Step.SUSPECTED)).as("phase %d", i).hasSize(1);
        }
    }

    @Test
    void shouldRecoverWhenTheKernelHearsAgain() {
        KeepAlive rule = rule(1_000, 3_000, 10);
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.kernel(rule));
        peer.kernel.keepAlive(rule.idle(), rule.interval(), 10, () -> {});
        scene.run(Duration.ofSeconds(5));
        peer.die();
        scene.run(Duration.ofSeconds(12));
        peer.kernel.path = true;
        scene.run(Duration.ofMinutes(2));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED, Step.RECOVERED));
    }

    @Test
    void shouldRecoverWhenAByteIsHeard() {
        KeepAlive rule = rule(1_000, 3_000, 10);
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.kernel(rule));
        peer.kernel.keepAlive(rule.idle(), rule.interval(), 10, () -> {});
        peer.die();
        scene.run(Duration.ofMillis(6_100));
        assertThat(peer.line.isSuspect()).isTrue();
        peer.kernel.path = true;
        peer.send();
        scene.run(Duration.ofMillis(300));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED, Step.RECOVERED));
    }

    @Test
    void shouldNeverJudgeWithoutAHeartbeat() {
        Scene scene = Scene.withoutWitness();
        Peer peer = scene.connect(Policies.kernel(rule(1_000, 1_000, 1)));
        scene.run(Duration.ofHours(1));
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void shouldLeaveALineInPeaceThatNobodyWatches() {
        LivenessPolicy off = Policies.policy(KernelPolicy.off(), new Heartbeat.Off());
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(off);
        peer.die();
        scene.run(Duration.ofDays(60));
        assertThat(peer.notes).isEmpty();
    }
}
