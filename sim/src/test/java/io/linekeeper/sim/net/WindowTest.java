package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Witness;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void shouldShowAClosedWindowAsTheKernelDoes() {
        Scene scene = closed();
        Witness witness = scene.atServer.witness(true);
        assertThat(witness.windowBytes()).isZero();
        assertThat(witness.unackedSegments()).isZero();
        assertThat(witness.probes()).isZero();
        assertThat(witness.unsentBytes()).isPositive();
        assertThat(witness.queued()).isEqualTo(witness.acknowledged() + witness.unsentBytes());
    }

    @Test
    void shouldCountProbesOnlyWhileNobodyAnswersThem() {
        Scene scene = closed();
        scene.pass(60);
        assertThat(scene.atServer.witness(true).probes()).isZero();
        assertThat(scene.atServer.witness(true).lastAckMillis()).isLessThan(60_000);
        scene.path.cut(Way.BOTH);
        scene.pass(300);
        assertThat(scene.atServer.witness(true).probes()).isGreaterThan(1);
        scene.path.mend(Way.BOTH);
        scene.pass(121);
        assertThat(scene.atServer.witness(true).probes()).isZero();
    }

    @Test
    void shouldOpenAWindowBySegmentsAndNotByBytes() {
        Scene scene = closed();
        scene.atClient.read(1447);
        scene.pass(0.05);
        assertThat(scene.atServer.witness(true).acknowledged()).isEqualTo(scene.clientEars.bytes + 64 * 1024);
        scene.atClient.read(1);
        scene.pass(0.05);
        assertThat(scene.atServer.witness(true).acknowledged()).isEqualTo(1448 + 64 * 1024);
    }

    @Test
    void shouldOfferWholeSegmentsWhereTheWindowNeedsNoScale() {
        Scene scene = Scene.connected(Scene.MEASURED.withBuffers(256 * 1024, 16 * 1024));
        scene.closeWindow();
        scene.pass(3);
        scene.atClient.read(2_000);
        scene.pass(0.05);
        assertThat(scene.atServer.witness(true).windowBytes()).isZero();
        assertThat(scene.atServer.witness(true).acknowledged()).isEqualTo(scene.clientEars.bytes + 16 * 1024 + 1448);
    }

    @Test
    void shouldLearnOfALostWindowUpdateByTheNextProbe() {
        Scene scene = closed();
        scene.pass(30);
        scene.path.cut(Way.BACK);
        scene.path.cut(Way.THERE);
        scene.clientEars.read(scene.atClient, Integer.MAX_VALUE);
        scene.clientEars.reads = true;
        scene.path.mend(Way.BOTH);
        scene.pass(0.05);
        assertThat(scene.atServer.witness(true).windowBytes()).isZero();
        assertThat(scene.atServer.impairment().isImpaired()).isTrue();
        scene.pass(60);
        assertThat(scene.atServer.witness(true).hasBacklog()).isFalse();
        assertThat(scene.atServer.impairment().isImpaired()).isFalse();
    }

    @Test
    void shouldCountUnreadBytesAsHeard() {
        Scene scene = Scene.connected();
        scene.serverEars.reads = false;
        scene.pass(10);
        assertThat(scene.atServer.witness(true).lastDataMillis()).isBetween(9_900L, 10_100L);
        scene.atClient.write("byte", 1);
        scene.pass(1);
        assertThat(scene.atServer.witness(true).lastDataMillis()).isBetween(900L, 1_000L);
        assertThat(scene.atServer.unreadBytes()).isEqualTo(1);
    }

    @Test
    void shouldAcknowledgeForAProcessThatHangs() {
        Scene scene = Scene.connected();
        scene.clientEars.reads = false;
        scene.atServer.write("question", 8);
        scene.pass(0.1);
        Witness witness = scene.atServer.witness(true);
        assertThat(witness.hasBacklog()).isFalse();
        assertThat(witness.rttMicros()).isEqualTo(12_500);
    }

    @Test
    void shouldHaveWipedTheEvidenceAfterATimeOut() {
        Scene scene = Scene.connected();
        scene.userTimeout(5);
        scene.path.cut(Way.BOTH);
        scene.atServer.write("byte", 1);
        scene.pass(4);
        assertThat(scene.atServer.witness(true).isTroubled()).isTrue();
        scene.pass(4);
        assertThat(scene.serverEars.error).isEqualTo(SocketError.TIMED_OUT);
        assertThat(scene.atServer.witness(true).isTroubled()).isFalse();
        assertThat(scene.atServer.witness(true).unackedSegments()).isZero();
    }

    private static Scene closed() {
        Scene scene = Scene.connected(Scene.MEASURED.withBuffers(256 * 1024, 64 * 1024));
        scene.closeWindow();
        scene.pass(3);
        return scene;
    }
}
