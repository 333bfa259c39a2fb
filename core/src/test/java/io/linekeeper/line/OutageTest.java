package io.linekeeper.line;

import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.KeepAlive;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cable that is pulled and put back in time ends nothing, although retransmission has backed off meanwhile. */
class OutageTest {

    static Stream<Arguments> outages() {
        return Stream.of(rule(10_000, 3_000, 3), rule(11_000, 6_000, 3), rule(1_000, 1_000, 4), rule(3_000, 1_000, 10))
                .flatMap(rule -> IntStream.range(0, 40).mapToObj(phase -> Arguments.of(rule, phase)));
    }

    /** Where the kernel keeps its retransmission time-out to a second (TCP_RTO_MAX_MS), as Linux 6.15 and later can. */
    @ParameterizedTest
    @MethodSource("outages")
    void shouldEndNothingWhenAnOutageIsShorterThanFourTenthsOfTheBound(KeepAlive rule, int phase) {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule));
        peer.kernel.longestRto = Duration.ofSeconds(1).toNanos();
        scene.run(rule.idle()
                .multipliedBy(4)
                .plus(rule.bound().multipliedBy(phase).dividedBy(40)));
        peer.kernel.path = false;
        scene.run(rule.bound().multipliedBy(4).dividedBy(10));
        peer.kernel.path = true;
        scene.run(rule.bound().multipliedBy(5));
        assertThat(peer.isJudged()).isFalse();
        assertThat(peer.line.isSuspect()).isFalse();

        peer.die();
        scene.run(rule.bound().multipliedBy(2));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 8, 9, 10, 11, 12, 13})
    void shouldGiveThePeerItsWholeTimeOnceAcknowledgementsResume(long seconds) {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule(20_000, 3_000, 3)));
        peer.kernel.longestRto = Duration.ofSeconds(1).toNanos();
        peer.answerDelay = Duration.ofMillis(8_500);
        scene.run(Duration.ofSeconds(15));
        peer.kernel.path = false;
        scene.run(Duration.ofSeconds(seconds));
        peer.kernel.path = true;
        scene.run(Duration.ofSeconds(30));
        assertThat(peer.isJudged()).as("%s", peer.notes).isFalse();
    }

    @Test
    void shouldJudgeAPeerThatCameBackFromAnOutageAndHangsAfterItsTime() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule(10_000, 5_000, 4)));
        peer.kernel.longestRto = Duration.ofSeconds(1).toNanos();
        peer.answers = false;
        scene.run(Duration.ofSeconds(9));
        peer.kernel.path = false;
        scene.run(Duration.ofSeconds(16));
        peer.kernel.path = true;
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.HUNG);
        // acknowledged at 25 s to 26 s, after at least 15.5 s of nothing: four intervals of 5 s are more than that
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(52));
    }

    @Test
    void shouldTakeAnAcknowledgementWithinAnIntervalForAnOrdinaryOne() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule(10_000, 3_000, 3)));
        peer.answers = false;
        peer.kernel.rtt = Duration.ofMillis(900).toNanos();
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.HUNG);
        assertThat(peer.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }
}
