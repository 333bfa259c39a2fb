package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop that is late all the time still ends ghosts, later by a known formula and no more. */
class LateLoopTest {

    static Stream<Arguments> loops() {
        return Stream.of(oneWay(Duration.ofSeconds(2)), oneWay(Duration.ofSeconds(20)), twoWay(rule(2_000, 1_000, 3)))
                .flatMap(policy -> Stream.of(10, 250, 300, 490, 510, 600, 750, 1_000, 1_700, 5_000)
                        .flatMap(late -> Stream.of(true, false)
                                .map(kernel -> Arguments.of(policy, Duration.ofMillis(late), kernel))));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void shouldFindAGhostWithinTheFormula(LivenessPolicy policy, Duration late, boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer alive = scene.connect(policy);
        Peer ghost = scene.connect(policy);
        ghost.answers = false;
        Duration bound = policy.heartbeat().bound().orElseThrow();
        Duration longest = bound.plus(policy.latenessUnder(bound, late));
        scene.everyCallLate(late);
        scene.every(Duration.ofMillis(500), alive::send);
        scene.run(longest.plus(late).plusSeconds(2));
        assertThat(ghost.silence()).isBetween(bound, longest);
        assertThat(alive.isJudged()).isFalse();
    }
}
