package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody reads from a line: its peer is not charged, and that is told. */
class PauseTest {
    private static final Duration STALL_LIMIT = Duration.ofSeconds(5);

    static Stream<Arguments> policies() {
        return Stream.of(oneWay(Duration.ofSeconds(2)), twoWay(rule(800, 400, 3)))
                .map(policy -> Policies.withStallLimit(policy, STALL_LIMIT))
                .flatMap(policy -> Stream.of(true, false).map(kernel -> Arguments.of(policy, kernel)));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldTellThatNobodyReadsEachTimeTheStallLimitHasPassed(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(policy);
        peer.stopReading();
        scene.run(Duration.ofSeconds(17));
        assertThat(peer.steps()).isEqualTo(List.of(Step.PAUSED, Step.PAUSED, Step.PAUSED));
        for (int i = 0; i < 3; i++) {
            assertThat(peer.times(Step.PAUSED).get(i))
                    .isBetween(
                            STALL_LIMIT.multipliedBy(i + 1),
                            STALL_LIMIT.multipliedBy(i + 1).plusMillis(45L * (i + 1)));
        }
        assertThat(peer.line.pausedNanos())
                .isBetween(
                        Duration.ofMillis(16_500).toNanos(),
                        Duration.ofSeconds(17).toNanos());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldTellItAlsoWhenBytesWaitUnread(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(policy);
        peer.stopReading();
        scene.every(Duration.ofMillis(700), peer::send);
        scene.run(Duration.ofSeconds(6));
        assertThat(peer.steps()).isEqualTo(List.of(Step.PAUSED));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldCountAgainOnceItWasRead(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(policy);
        for (int i = 0; i < 5; i++) {
            peer.stopReading();
            scene.run(Duration.ofMillis(4_500));
            peer.readAgain();
        }
        assertThat(peer.steps()).doesNotContain(Step.PAUSED, Step.VERDICT);
    }

    /** The question comes as soon as somebody listens, so that the verdict comes in its time. */
    @Test
    void shouldFindADeadPeerWithinItsBoundOnceItIsReadAgain() {
        for (int i = 0; i < 40; i++) {
            LivenessPolicy policy = Policies.withStallLimit(twoWay(rule(3_000, 4_000, 3)), Duration.ofSeconds(60));
            Scene scene = Scene.withWitness();
            Peer peer = scene.connect(policy);
            peer.answers = false;
            peer.stopReading();
            scene.run(Duration.ofMillis(10_000 + 333 * i));
            peer.readAgain();
            scene.run(Duration.ofSeconds(20));
            assertThat(peer.times(Step.VERDICT).get(0).minusMillis(10_000 + 333 * i))
                    .isBetween(Duration.ofMillis(14_700), Duration.ofMillis(15_400));
        }
    }

    @Test
    void shouldJudgeAPeerThatSaysNothingOnceItIsReadAgain() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.withStallLimit(oneWay(Duration.ofSeconds(2)), STALL_LIMIT));
        peer.stopReading();
        scene.run(Duration.ofSeconds(7));
        peer.readAgain();
        scene.run(Duration.ofSeconds(4));
        assertThat(peer.steps()).isEqualTo(List.of(Step.PAUSED, Step.VERDICT));
        assertThat(peer.times(Step.VERDICT).get(0)).isBetween(Duration.ofSeconds(9), Duration.ofMillis(10_100));
    }
}
