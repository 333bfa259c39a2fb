package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer is charged only for silence that we were listening to. */
class ListeningTest {
    private static final LivenessPolicy ONE_WAY = oneWay(Duration.ofSeconds(2));
    private static final LivenessPolicy TWO_WAY = twoWay(rule(800, 400, 3));

    static Stream<Arguments> both() {
        return Stream.of(ONE_WAY, TWO_WAY)
                .flatMap(policy -> Stream.of(true, false).map(kernel -> Arguments.of(policy, kernel)));
    }

    @ParameterizedTest
    @MethodSource("both")
    void shouldJudgeNobodyWhenTheLoopWasAway(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        for (int i = 0; i < 50; i++) {
            Peer peer = scene.connect(policy);
            scene.run(Duration.ofMillis(7));
            scene.every(Duration.ofMillis(500), peer::send);
        }
        for (int i = 0; i < 10; i++) {
            scene.run(Duration.ofMillis(2_030 + 17 * i));
            if (i % 2 == 0) {
                scene.blockThenCall(Duration.ofSeconds(5));
            } else {
                scene.blockThenRead(Duration.ofSeconds(5));
            }
        }
        scene.run(Duration.ofSeconds(10));
        assertThat(scene.peers).allMatch(peer -> peer.verdict() == null);
        assertThat(scene.roll.time().creditedNanos())
                .isGreaterThan(Duration.ofSeconds(42).toNanos());
    }

    @ParameterizedTest
    @MethodSource("both")
    void shouldFindTheDeadAmongTheLivingAfterAPause(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer dead = scene.connect(policy);
        dead.answers = false;
        Peer alive = scene.connect(policy);
        scene.every(Duration.ofMillis(500), alive::send);
        scene.run(Duration.ofMillis(600));
        scene.blockThenCall(Duration.ofSeconds(5));
        scene.run(Duration.ofSeconds(3));
        assertThat(alive.verdict()).isNull();
        assertThat(dead.verdict()).isNotNull();
        Verdict verdict = dead.verdict();
        long allowed = policy.tick().multipliedBy(4).plusMillis(5).toNanos();
        assertThat(verdict.silenceNanos() - verdict.creditedNanos())
                .isBetween(1_999_000_000L, 2_000_000_000L + allowed);
        assertThat(verdict.creditedNanos()).isBetween(4_000_000_000L, 5_000_000_000L);
    }

    @ParameterizedTest
    @MethodSource("both")
    void shouldTakeBytesThatWaitUnreadForLife(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(policy);
        peer.answers = false;
        peer.selected = false;
        for (int i = 0; i < 20; i++) {
            scene.run(Duration.ofMillis(1_100));
            peer.send();
        }
        assertThat(peer.verdict()).isNull();
        scene.run(Duration.ofSeconds(8));
        assertThat(peer.verdict()).isNotNull();
        assertThat(peer.silence()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        if (kernel) {
            assertThat(peer.silence()).isLessThan(Duration.ofMillis(2_045));
        }
    }

    /** A call between the byte and what the coarse ages of the kernel make of it. */
    @Test
    void shouldNotJudgeEarlyAfterAByteThatWasNeverRead() {
        for (int i = 0; i < 300; i++) {
            Scene scene = Scene.withWitness();
            Peer peer = scene.connect(ONE_WAY);
            peer.kernel.jiffy = 10;
            peer.selected = false;
            scene.every(Duration.ofMillis(500), scene.connect(oneWay(Duration.ofMillis(60)))::send);
            scene.afterNanos(1_200_000_000L + i * 1_337_001L, peer::send);
            scene.run(Duration.ofSeconds(6));
            assertThat(peer.silence()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_065));
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void shouldNotChargeSilenceWhileNoReadIsOutstanding(LivenessPolicy policy, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(policy);
        peer.answers = false;
        for (int i = 0; i < 10; i++) {
            peer.stopReading();
            scene.run(Duration.ofMillis(700 + 1_100 * i));
            peer.readAgain();
            scene.run(Duration.ofMillis(1_800));
            assertThat(peer.verdict()).isNull();
        }
        scene.run(Duration.ofMillis(400));
        assertThat(peer.verdict()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldJudgeInTimeOnceWeReadAgain(boolean kernel) {
        LivenessPolicy policy = twoWay(rule(100, 5_000, 1));
        for (int i = 0; i < 10; i++) {
            Scene scene = Scene.of(kernel);
            Peer peer = scene.connect(policy);
            peer.answers = false;
            peer.stopReading();
            scene.run(Duration.ofMillis(500 + 987 * i));
            long again = scene.now();
            peer.readAgain();
            scene.run(Duration.ofSeconds(20));
            long took = peer.notes.get(peer.notes.size() - 1).at() - again;
            assertThat(Duration.ofNanos(took)).isBetween(Duration.ofMillis(5_100), Duration.ofMillis(5_300));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotAskALineFromWhichWeDoNotRead(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer peer = scene.connect(TWO_WAY);
        peer.stopReading();
        scene.run(Duration.ofSeconds(20));
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void shouldJudgeInTheSameCallWhenAnotherLinesVerdictBlocked() {
        Scene scene = Scene.withWitness();
        Peer first = scene.connect(ONE_WAY);
        Peer second = scene.connect(ONE_WAY);
        scene.run(Duration.ofMillis(1_500));
        first.send();
        scene.run(Duration.ofSeconds(4));
        assertThat(second.silence()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_045));
        assertThat(first.silence()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_045));
    }
}
