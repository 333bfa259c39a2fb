package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneWayRuleTest {

    @ParameterizedTest
    @CsvSource({
        "20, true",
        "20, false",
        "500, true",
        "500, false",
        "5000, true",
        "5000, false",
        "60000, true",
        "60000, false",
        "3600000, true",
        "3600000, false"
    })
    void shouldJudgeSilenceAtTheTimeoutAndNeverSooner(long timeoutMillis, boolean kernel) {
        Duration timeout = Duration.ofMillis(timeoutMillis);
        LivenessPolicy policy = Policies.oneWay(timeout);
        for (int i = 0; i < 30; i++) {
            Scene scene = Scene.of(kernel);
            scene.every(timeout.multipliedBy(9).dividedBy(20), scene.connect(policy)::send);
            Peer peer = scene.connect(policy);
            scene.run(timeout.multipliedBy(i).dividedBy(31));
            peer.send();
            scene.run(timeout.multipliedBy(2).plusMillis(100));
            assertThat(peer.verdict().fate()).isEqualTo(Fate.SILENT);
            assertThat(peer.silence())
                    .isBetween(
                            timeout,
                            timeout.plus(policy.tick().multipliedBy(kernel ? 2 : 4))
                                    .plusMillis(5));
            assertThat(scene.peers.get(0).verdict()).isNull();
            assertThat(peer.times(Step.ASK)).isEmpty();
        }
    }

    /** The kernel's ages are as coarse as its ticks: a verdict must not be early by one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 4, 10})
    void shouldNotBeEarlyOnAKernelWithCoarseTicks(long jiffy) {
        Duration timeout = Duration.ofSeconds(2);
        for (int i = 0; i < 400; i++) {
            Scene scene = Scene.withWitness();
            Peer peer = scene.connect(Policies.oneWay(timeout));
            peer.kernel.jiffy = jiffy;
            scene.afterNanos(i * 2_437_311L, peer::send);
            scene.run(timeout.multipliedBy(3));
            assertThat(peer.silence()).isBetween(timeout, timeout.plusMillis(45));
        }
    }

    @Test
    void shouldCallAPeerWhoseKernelIsGoneUnreachable() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.oneWay(Duration.ofSeconds(10)));
        scene.run(Duration.ofSeconds(1));
        peer.die();
        peer.give(100);
        scene.run(Duration.ofSeconds(20));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED, Step.VERDICT));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
    }

    @Test
    void shouldRecoverASuspectThatIsHeard() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.oneWay(Duration.ofSeconds(10)));
        scene.run(Duration.ofSeconds(1));
        peer.die();
        peer.give(100);
        scene.run(Duration.ofSeconds(6));
        assertThat(peer.line.isSuspect()).isTrue();
        peer.kernel.path = true;
        peer.send();
        scene.run(Duration.ofSeconds(1));
        assertThat(peer.steps()).isEqualTo(List.of(Step.SUSPECTED, Step.RECOVERED));
    }

    /** A hung peer whose backlog is taken by its kernel, at a hearing time beyond the ints' middle. */
    @ParameterizedTest
    @ValueSource(longs = {0, (1L << 31) - 7_000, (1L << 31) + 100, (1L << 32) - 7_000})
    void shouldJudgeALineThatOnceHadABacklog(long hearingMillis) {
        LivenessPolicy policy =
                Policies.withStallLimit(Policies.oneWay(Duration.ofSeconds(10)), Duration.ofSeconds(16));
        Scene scene = Scene.startingAt(hearingMillis, true);
        Peer peer = scene.connect(policy);
        peer.give(1_000);
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.SILENT);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_105));
    }
}
