package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CloseTest {
    @Test
    void shouldHearTheLastBytesThroughAHalfClose() {
        Scene scene = Scene.connected();
        scene.atClient.write("last words", 10);
        scene.atClient.shutdownOutput();
        scene.pass(0.1);
        assertThat(scene.serverEars.ended).isTrue();
        assertThat(scene.serverEars.messages).contains("last words");
        scene.atServer.write("answer", 6);
        scene.atServer.close();
        scene.pass(0.1);
        assertThat(scene.clientEars.messages).containsExactly("answer");
        assertThat(scene.clientEars.ended).isTrue();
        scene.atClient.close();
        scene.pass(0.1);
        assertThat(scene.atClient.otherEnd()).isNull();
        assertThat(scene.atServer.otherEnd()).isNull();
        assertThat(scene.clientEars.error).isNull();
        assertThat(scene.serverEars.error).isNull();
        assertThatThrownBy(() -> halfClosed().write("more", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldEndCleanlyThoughSegmentsAreLost() {
        for (int i = 0; i < 50; i++) {
            Scene scene = Scene.connected();
            scene.pass(i / 100.0);
            scene.path.loss(0.3);
            scene.atClient.write(i, 5000);
            scene.atClient.shutdownOutput();
            scene.every(0.1, () -> {
                if (scene.serverEars.ended) {
                    scene.atServer.shutdownOutput();
                    scene.atServer.close();
                }
                if (scene.clientEars.ended) {
                    scene.atClient.close();
                }
            });
            scene.pass(55);
            assertThat(scene.serverEars.messages).contains(i);
            assertThat(scene.clientEars.ended).isTrue();
            assertThat(scene.clientEars.error).isNull();
        }
    }

    @Test
    void shouldAnswerARepeatedFinAfterItsEnd() {
        Scene scene = Scene.connected();
        scene.atClient.close();
        scene.pass(0.1);
        scene.path.cut(Way.THERE);
        scene.atServer.shutdownOutput();
        scene.pass(0.1);
        assertThat(scene.atServer.otherEnd()).isNull();
        scene.path.mend(Way.THERE);
        scene.pass(1);
        assertThat(scene.serverEars.error).isNull();
        assertThat(scene.atServer.witness(true).unackedSegments()).isZero();
    }

    @Test
    void shouldResetWhoeverCloseLeavesUnreadBytesOf() {
        Scene scene = Scene.connected();
        scene.clientEars.reads = false;
        scene.atServer.write("unread", 6);
        scene.pass(0.1);
        scene.atClient.close();
        scene.pass(0.1);
        assertThat(scene.serverEars.error).isEqualTo(SocketError.RESET);
        assertThat(scene.atServer.isOpen()).isFalse();
        assertThat(scene.atServer.write("more", 1)).isFalse();
    }

    @Test
    void shouldResetWhoeverWritesToOneThatClosed() {
        Scene scene = Scene.connected();
        scene.atClient.close();
        scene.pass(0.1);
        assertThat(scene.serverEars.ended).isTrue();
        scene.atServer.write("nobody reads it", 15);
        scene.pass(0.1);
        assertThat(scene.serverEars.error).isEqualTo(SocketError.RESET);
    }

    @Test
    void shouldLetWhatArrivedBeforeAResetBeRead() {
        Scene scene = Scene.connected();
        scene.serverEars.reads = false;
        scene.atClient.write("before", 6);
        scene.pass(0.1);
        scene.atClient.abort();
        scene.pass(0.1);
        assertThat(scene.serverEars.error).isEqualTo(SocketError.RESET);
        assertThat(scene.atServer.read(100).messages()).containsExactly("before");
    }

    @Test
    void shouldLeaveAGhostWhereAResetIsLost() {
        Scene scene = Scene.connected();
        scene.path.cut(Way.THERE);
        scene.atClient.abort();
        scene.pass(3600);
        assertThat(scene.serverEars.error).isNull();
        assertThat(scene.atServer.isOpen()).isTrue();
        assertThat(scene.atServer.otherEnd()).isNull();
    }

    @Test
    void shouldKeepAnOrphanForAHundredSecondsUnlessItIsAborted() {
        assertThat(orphanSeconds(scene -> scene.atServer.close())).isBetween(100.0, 112.0);
        assertThat(orphanSeconds(scene -> {
                    scene.userTimeout(5);
                    scene.atServer.close();
                }))
                .isBetween(5.0, 6.0);
        assertThat(orphanSeconds(scene -> scene.atServer.abort())).isZero();
    }

    @Test
    void shouldKeepAnOrphanBehindAClosedWindow() {
        Scene scene = Scene.connected();
        scene.closeWindow();
        scene.atServer.shutdownOutput();
        scene.atServer.close();
        scene.pass(75);
        assertThat(scene.atClient.otherEnd()).isNotNull();
    }

    @Test
    void shouldForgetOneWhoseOtherEndNeverFinishes() {
        Scene scene = Scene.connected();
        scene.atServer.close();
        scene.pass(59);
        assertThat(scene.atClient.otherEnd()).isNotNull();
        scene.pass(2);
        assertThat(scene.atClient.otherEnd()).isNull();
        assertThat(scene.atClient.isOpen()).isTrue();
    }

    private static double orphanSeconds(Consumer<Scene> ending) {
        Scene scene = Scene.connected();
        scene.path.cut(Way.BOTH);
        scene.atServer.write("never acknowledged", 18);
        ending.accept(scene);
        double from = scene.now();
        while (scene.atClient.otherEnd() != null && scene.now() < 1000) {
            scene.pass(0.1);
        }
        return scene.now() - from;
    }

    private static Socket halfClosed() {
        Scene scene = Scene.connected();
        scene.atClient.shutdownOutput();
        return scene.atClient;
    }
}
