package io.linekeeper.line;

import static io.linekeeper.line.Policies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a peer's window holds our bytes back, looks keep the user time-out: the kernel's clock for it runs on for who reads slowly. */
class UserTimeoutTest {
    private static final Duration USER_TIMEOUT = Duration.ofSeconds(9);
    private static final Duration LATE = Duration.ofMillis(80);
    private static final KernelPolicy KERNEL =
            KernelPolicy.keepAlive(rule(3_000, 2_000, 3)).withUserTimeout(USER_TIMEOUT);

    private static final LivenessPolicy POLICY = policy(KERNEL, new Heartbeat.Off());

    private static LivenessPolicy policy(KernelPolicy kernel, Heartbeat heartbeat) {
        return new LivenessPolicy(kernel, heartbeat, Duration.ofSeconds(7), Duration.ofSeconds(5));
    }

    private static void readsALittle(Scene scene, Peer peer) {
        peer.kernel.rate = 1_000;
        peer.kernel.openWindow();
        scene.after(Duration.ofMillis(150), () -> peer.kernel.window = false);
    }

    /** Its window is open for a moment each three seconds. */
    private static Peer slowReader(Scene scene, LivenessPolicy policy) {
        Peer peer = scene.connect(policy);
        peer.kernel.longestRto = Duration.ofSeconds(1).toNanos();
        peer.kernel.window = false;
        scene.every(Duration.ofSeconds(3), () -> {
            if (peer.kernel.path) {
                readsALittle(scene, peer);
            }
        });
        peer.give(500_000);
        return peer;
    }

    @Test
    void shouldBeLiftedOnceAndForAllFromWhoReadsSlowly() {
        Scene scene = Scene.withWitness();
        Peer peer = slowReader(scene, POLICY);
        scene.run(Duration.ofSeconds(60));
        assertThat(peer.steps()).isEqualTo(List.of(Step.LIFT));
        assertThat(peer.times(Step.LIFT).get(0)).isLessThan(Duration.ofSeconds(1));
        assertThat(peer.kernel.acknowledged).isPositive();

        peer.kernel.rate = 0;
        peer.kernel.openWindow();
        scene.run(Duration.ofSeconds(20));
        peer.kernel.window = false;
        peer.give(100);
        scene.run(Duration.ofSeconds(6));
        assertThat(peer.steps()).isEqualTo(List.of(Step.LIFT));
    }

    @Test
    void shouldStayWhereNoWindowHoldsAnythingBack() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.kernel.rate = 1_000;
        peer.give(60_000);
        scene.run(Duration.ofSeconds(30));
        assertThat(peer.steps()).isEmpty();
    }

    @Test
    void shouldStayWhereThereIsNoneOrVerdictsAreOnlyObserved() {
        Scene scene = Scene.withWitness();
        Peer without = slowReader(scene, policy(KERNEL.withoutUserTimeout(), new Heartbeat.Off()));
        Peer observed = slowReader(scene, POLICY);
        observed.observed = true;
        scene.run(Duration.ofSeconds(30));
        assertThat(without.steps()).isEmpty();
        assertThat(observed.steps()).isEmpty();

        Scene blind = Scene.withoutWitness();
        Peer buffered = slowReader(blind, POLICY);
        blind.run(Duration.ofSeconds(30));
        assertThat(buffered.steps()).doesNotContain(Step.LIFT);
    }

    /** The kernel would have counted from its last acknowledgement, give or take what it had seen before. */
    @ParameterizedTest
    @ValueSource(ints = {20_000, 20_100, 21_007, 22_900})
    void shouldFindWhoIsCutOffInTheKernelsPlace(int millis) {
        Scene scene = Scene.withWitness();
        Peer peer = slowReader(scene, POLICY);
        scene.run(Duration.ofMillis(millis));
        peer.die();
        long lastAck = peer.kernel.lastAck;
        scene.run(USER_TIMEOUT.plusSeconds(5));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(peer.verdict().boundNanos()).isEqualTo(USER_TIMEOUT.toNanos());
        assertThat(peer.times(Step.VERDICT).get(0).minusNanos(lastAck - peer.began))
                .isBetween(USER_TIMEOUT, USER_TIMEOUT.plus(LATE));
    }

    @Test
    void shouldStillStallWhoReadsNothing() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.kernel.window = false;
        peer.give(500_000);
        scene.run(Duration.ofSeconds(9));
        assertThat(peer.steps()).isEqualTo(List.of(Step.LIFT, Step.VERDICT));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.STALLED);
    }

    /** Its last acknowledgement is old since nothing was sent for long, not since nobody answered. */
    @Test
    void shouldNotFindWhoHadNothingToAcknowledge() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(POLICY);
        peer.kernel.window = false;
        peer.give(1_000);
        scene.run(Duration.ofSeconds(2));
        scene.roll.change(peer.line, policy(KERNEL, new Heartbeat.OneWay(Duration.ofHours(1))));
        peer.kernel.openWindow();
        scene.run(Duration.ofSeconds(60));
        peer.die();
        peer.give(100);
        scene.run(USER_TIMEOUT.minusMillis(100));
        assertThat(peer.kernel.retransmits).isPositive();
        assertThat(peer.steps()).isEqualTo(List.of(Step.LIFT));
        scene.run(LATE.plusMillis(100));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
    }
}
