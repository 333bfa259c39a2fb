package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beats that an outage held up come back slowly: the peer retransmits ever less often. */
class OneWayOutageTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A line on which our kernel probes every second after a second: it sees the outage. */
    private static Peer beating(Scene scene) {
        Peer peer = scene.connect(Policies.oneWay(TIMEOUT));
        peer.kernel.keepAlive(Duration.ofSeconds(1), Duration.ofSeconds(1), 100, () -> {});
        scene.run(Duration.ofSeconds(1));
        peer.send();
        return peer;
    }

    @ParameterizedTest
    @ValueSource(longs = {6_000, 7_000, 8_000, 9_000, 9_800})
    void shouldGiveThePathAsLongAsItWasCut(long outage) {
        Scene scene = Scene.withWitness();
        Peer peer = beating(scene);
        peer.kernel.path = false;
        scene.run(Duration.ofMillis(outage));
        peer.kernel.path = true;
        scene.run(Duration.ofMillis(outage - 1_200));
        assertThat(peer.isJudged()).isFalse();
        peer.send();
        scene.run(TIMEOUT.dividedBy(3));
        assertThat(peer.isJudged()).isFalse();
        assertThat(peer.line.isSuspect()).isFalse();
    }

    /** A keepalive probe whose answer is on its way back, at the moment of a sample. */
    @Test
    void shouldNotTakeAProbeInFlightForAnOutage() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.oneWay(TIMEOUT));
        scene.every(Duration.ofMillis(2_400), () -> peer.kernel.probes = 1 - peer.kernel.probes);
        scene.every(Duration.ofMillis(4_800), () -> peer.kernel.lastAck = scene.now());
        scene.run(Duration.ofSeconds(30));
        assertThat(peer.steps()).containsExactly(Step.VERDICT);
        assertThat(peer.silence()).isBetween(TIMEOUT, TIMEOUT.plusMillis(105));
    }

    @Test
    void shouldJudgeAPeerThatDoesNotBeatAfterTheOutageEither() {
        Scene scene = Scene.withWitness();
        Peer peer = beating(scene);
        peer.kernel.path = false;
        scene.run(Duration.ofSeconds(8));
        peer.kernel.path = true;
        scene.run(Duration.ofSeconds(30));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.SILENT);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(14), Duration.ofMillis(18_200));
    }

    /** Back-pressure ends within the outage: silence counts from there, and the outage from where it began to where it ended. */
    @Test
    void shouldSeeTheEndOfAnOutageThoughSilenceCountsAnew() {
        Scene scene = Scene.withWitness();
        Peer peer = beating(scene);
        peer.kernel.path = false;
        scene.run(Duration.ofSeconds(6));
        peer.stopReading();
        scene.run(Duration.ofSeconds(3));
        peer.readAgain();
        scene.run(Duration.ofMillis(500));
        peer.kernel.path = true;
        scene.run(Duration.ofSeconds(30));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.SILENT);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(21_200));
    }
}
