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

/** The loop was away. Whether the machine was away, too, is told by what its kernel took in meanwhile. */
class AbsenceTest {
    private static final Duration AWAY = Duration.ofSeconds(8);
    private static final Duration BOUND = Duration.ofSeconds(4);

    static Stream<LivenessPolicy> policies() {
        return Stream.of(oneWay(BOUND), twoWay(rule(1_000, 1_000, 3)));
    }

    static Stream<Arguments> silences() {
        return policies()
                .flatMap(policy -> Stream.of(0, 400, 900, 1_500, 2_500)
                        .map(silent -> Arguments.of(policy, Duration.ofMillis(silent))));
    }

    /** What the peers sent into a paused machine is lost, and comes again as late as retransmission has backed off. */
    @ParameterizedTest
    @MethodSource("silences")
    void shouldGiveThePeersOfAPausedMachineAsLongAsItWasAway(LivenessPolicy policy, Duration silent) {
        Scene scene = Scene.withWitness();
        Peer alive = scene.connect(policy);
        alive.answers = false;
        scene.run(Duration.ofMillis(500));
        alive.send();
        scene.run(silent);
        alive.kernel.path = false;
        scene.blockThenRead(AWAY);
        alive.kernel.path = true;
        scene.run(AWAY.minusMillis(300));
        assertThat(alive.isJudged()).isFalse();
        alive.send();
        scene.run(BOUND.dividedBy(2));
        assertThat(alive.isJudged()).isFalse();
        scene.run(BOUND);
        assertThat(alive.isJudged()).isTrue();
    }

    /** The process alone stood still: one line on which something arrived meanwhile tells it for all. */
    @ParameterizedTest
    @MethodSource("silences")
    void shouldFindTheDeadInTimeWhenOnlyOurProcessStoodStill(LivenessPolicy policy, Duration silent) {
        Scene scene = Scene.withWitness();
        Peer alive = scene.connect(policy);
        scene.every(Duration.ofMillis(330), alive::send);
        Peer dead = scene.connect(policy);
        dead.answers = false;
        scene.run(Duration.ofMillis(500));
        dead.send();
        scene.run(silent);
        scene.blockThenRead(AWAY);
        scene.run(BOUND);
        assertThat(dead.isJudged()).isTrue();
        assertThat(alive.isJudged()).isFalse();
    }

    /** A machine that comes back has a lot to do: its loops are away again, for less long. */
    @ParameterizedTest
    @MethodSource("policies")
    void shouldNotForgetALongAbsenceForAShorterOneAfterIt(LivenessPolicy policy) {
        Scene scene = Scene.withWitness();
        Peer alive = scene.connect(policy);
        alive.answers = false;
        scene.run(Duration.ofMillis(500));
        alive.send();
        scene.run(Duration.ofMillis(400));
        alive.kernel.path = false;
        scene.blockThenRead(AWAY);
        alive.kernel.path = true;
        scene.run(Duration.ofSeconds(1));
        scene.blockThenRead(Duration.ofMillis(900));
        scene.run(AWAY.minusMillis(2_200));
        assertThat(alive.isJudged()).as("%s", alive.notes).isFalse();
        scene.run(BOUND);
        assertThat(alive.isJudged()).isTrue();
    }

    /** Its last byte came while we were away: the verdict says for how much of its silence we were. */
    @ParameterizedTest
    @MethodSource("policies")
    void shouldTellThePauseInWhichTheLastByteCame(LivenessPolicy policy) {
        Scene scene = Scene.withWitness();
        Peer alive = scene.connect(policy);
        scene.every(Duration.ofMillis(330), alive::send);
        Peer dead = scene.connect(policy);
        dead.answers = false;
        scene.run(Duration.ofMillis(500));
        scene.after(AWAY.dividedBy(4), dead::send);
        scene.blockThenRead(AWAY);
        scene.run(BOUND.plusSeconds(1));
        Verdict verdict = dead.verdict();
        assertThat(verdict.silenceNanos() - verdict.creditedNanos())
                .isBetween(BOUND.toNanos(), BOUND.plusMillis(600).toNanos());
    }

    /** Nobody can tell, and after as long again it is judged all the same. */
    @ParameterizedTest
    @MethodSource("policies")
    void shouldJudgeThosePeersThatSayNothingAfterThePauseEither(LivenessPolicy policy) {
        Scene scene = Scene.withWitness();
        Peer dead = scene.connect(policy);
        dead.answers = false;
        scene.run(Duration.ofMillis(500));
        for (int i = 0; i < 5; i++) {
            scene.blockThenRead(AWAY);
            scene.run(Duration.ofMillis(200));
        }
        scene.run(AWAY.plus(BOUND));
        assertThat(dead.silence())
                .isBetween(BOUND, AWAY.multipliedBy(6).plus(BOUND).plusSeconds(2));
    }
}
