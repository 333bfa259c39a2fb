package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostTest {
    @Test
    void shouldAskAgainUntilSomebodyAnswers() {
        Scene scene = new Scene();
        scene.path.cut(Way.BOTH);
        scene.connect();
        scene.pass(2);
        scene.path.mend(Way.BOTH);
        scene.pass(0.9);
        assertThat(scene.clientEars.told).isEmpty();
        scene.pass(0.2);
        assertThat(scene.clientEars.told).containsExactly("connected");
        assertThat(scene.atServer).isNotNull();
        assertThat(scene.atServer.flow()).isEqualTo(scene.atClient.flow());
        assertThat(scene.atServer.otherEnd()).isSameAs(scene.atClient);
        assertThat(scene.atServer.peer()).isSameAs(scene.client);
    }

    @Test
    void shouldGiveUpAHandshakeThatNobodyAnswers() {
        Scene scene = new Scene();
        scene.path.cut(Way.THERE);
        scene.connect();
        scene.pass(120);
        assertThat(scene.clientEars.error).isNull();
        scene.pass(10);
        assertThat(scene.clientEars.error).isEqualTo(SocketError.TIMED_OUT);
        assertThat(scene.clientEars.failedNanos / 1e9).isEqualTo(127);
    }

    @Test
    void shouldEstablishThoughTheLastStepOfTheHandshakeIsLost() {
        Scene scene = new Scene();
        scene.agenda.after(10_000_000, () -> scene.path.cut(Way.THERE));
        scene.connect();
        assertThat(scene.clientEars.told).containsExactly("connected");
        assertThat(scene.atServer).isNull();
        scene.path.mend(Way.THERE);
        scene.pass(1.1);
        assertThat(scene.atServer).isNotNull();
    }

    @Test
    void shouldBeTakenByAServerThatRebootedDuringTheHandshake() {
        Scene scene = new Scene();
        scene.path.cut(Way.BACK);
        scene.connect();
        reboot(scene);
        scene.path.mend(Way.BACK);
        scene.pass(1.1);
        assertThat(scene.clientEars.told).containsExactly("connected");
        assertThat(scene.atServer.isOpen()).isTrue();
    }

    @Test
    void shouldNotTakeASynThatComesAfterItsHandshake() {
        Scene scene = new Scene(NetworkOptions.defaults().withDelay(Duration.ofMillis(600), Duration.ofMillis(600)));
        scene.connect();
        scene.pass(1.25);
        assertThat(scene.clientEars.told).containsExactly("connected");
        // The second SYN left after 1 s, and comes after 1.6 s.
        reboot(scene);
        scene.pass(5);
        assertThat(scene.clientEars.error).isEqualTo(SocketError.RESET);
        assertThat(scene.atServer).isNull();
    }

    private static void reboot(Scene scene) {
        scene.server.crash();
        scene.server.boot();
        scene.server.listen(Scene.PORT, socket -> scene.atServer = socket);
    }

    @Test
    void shouldRefuseWhereNobodyListens() {
        Scene scene = new Scene();
        scene.client.connect(scene.server, Scene.PORT, scene.clientEars);
        scene.pass(0.1);
        assertThat(scene.clientEars.error).isEqualTo(SocketError.REFUSED);
    }

    @Test
    void shouldLeaveAcceptedSocketsAliveWhenItsListenerCloses() {
        Scene scene = new Scene();
        Listener listener = scene.server.listen(Scene.PORT, socket -> socket.events(scene.serverEars));
        Socket socket = scene.client.connect(scene.server, Scene.PORT, scene.clientEars);
        scene.pass(0.1);
        assertThatThrownBy(scene::connect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taken");
        listener.close();
        socket.write("still here", 10);
        scene.pass(0.1);
        assertThat(scene.serverEars.messages).containsExactly("still here");
        scene.client.connect(scene.server, Scene.PORT, scene.clientEars);
        scene.pass(0.1);
        assertThat(scene.clientEars.error).isEqualTo(SocketError.REFUSED);
    }

    @Test
    void shouldLoseWhatArrivesWhileItIsPausedAndTellNothing() {
        Scene scene = Scene.connected();
        scene.atClient.write("on its way", 10);
        scene.server.pause();
        scene.pass(0.1);
        scene.server.resume();
        scene.pass(0.05);
        assertThat(scene.serverEars.messages).containsExactly("hello");
        scene.pass(0.1);
        assertThat(scene.serverEars.messages).containsExactly("hello", "on its way");
    }

    @Test
    void shouldTellAtItsResumeWhatArrivedJustBeforeItsPause() {
        Scene scene = Scene.connected();
        scene.atClient.write("in time", 7);
        while (scene.atServer.unreadBytes() == 0) {
            scene.agenda.next(Long.MAX_VALUE);
        }
        scene.server.pause();
        scene.pass(10);
        assertThat(scene.serverEars.messages).containsExactly("hello");
        scene.server.resume();
        assertThat(scene.serverEars.messages).containsExactly("hello");
        scene.pass(0);
        assertThat(scene.serverEars.messages).containsExactly("hello", "in time");
    }

    @Test
    void shouldRunItsTimersOnlyWhileItIsNotPaused() {
        Scene scene = Scene.connected();
        scene.keepAlive(1, 1, 10);
        scene.path.cut(Way.BOTH);
        scene.pass(5.5);
        int probes = scene.atServer.witness(true).probes();
        scene.server.pause();
        scene.pass(100);
        assertThat(scene.atServer.witness(true).probes()).isEqualTo(probes);
        scene.server.resume();
        scene.pass(0);
        assertThat(scene.atServer.witness(true).probes()).isEqualTo(probes + 1);
        assertThat(scene.serverFailsAfter(100)).isBetween(4.0, 6.0);
    }

    @Test
    void shouldVanishWithoutAWordAndComeBackEmpty() {
        Scene scene = Scene.connected();
        scene.server.crash();
        assertThat(scene.server.isUp()).isFalse();
        assertThat(scene.atServer.isOpen()).isFalse();
        assertThat(scene.atClient.otherEnd()).isNull();
        assertThatThrownBy(() -> scene.server.connect(scene.client, 1, scene.serverEars))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("boot");
        scene.pass(60);
        scene.server.boot();
        scene.pass(60);
        assertThat(scene.clientEars.error).isNull();
        scene.atClient.write("anybody there", 13);
        scene.pass(0.1);
        assertThat(scene.clientEars.error).isEqualTo(SocketError.RESET);
        scene.connect();
        assertThat(scene.atClient.isOpen()).isTrue();
        assertThat(scene.atServer.isOpen()).isTrue();
    }

    @Test
    void shouldLetNewConnectionsThroughANatThatForgotTheOldOnes() {
        Scene scene = Scene.connected();
        Socket old = scene.atClient;
        scene.path.forgetFlows(false);
        Socket young = scene.client.connect(scene.server, Scene.PORT, scene.clientEars);
        old.write("lost", 4);
        young.write("heard", 5);
        scene.pass(10);
        assertThat(scene.serverEars.messages).containsExactly("hello", "heard");
        assertThat(old.isOpen()).isTrue();
        assertThat(old.witness(true).hasBacklog()).isTrue();
    }

    @Test
    void shouldNotProbeALineThatIsHeard() {
        Scene scene = Scene.connected();
        scene.keepAlive(1, 1, 10);
        scene.clientBeats(0.5);
        scene.pass(0.25);
        long before = scene.network.segments();
        scene.pass(60);
        // A beat and its acknowledgement, twice a second.
        assertThat(scene.network.segments() - before).isEqualTo(240);
    }

    @Test
    void shouldRefuseOptionsThatMakeNoSense() {
        NetworkOptions options = NetworkOptions.defaults();
        assertThatThrownBy(() -> options.withLoss(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the loss is 1.0; choose from 0 to below 1");
        assertThatThrownBy(() -> options.withDelay(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("the most delay");
        assertThatThrownBy(() -> options.withBuffers(1, 100_000)).hasMessageContaining("the send buffer");
        assertThatThrownBy(() -> options.withBuffers(100_000, 1448)).hasMessageContaining("the receive buffer");
        assertThatThrownBy(() -> options.withLongestRto(Duration.ofMillis(100))).hasMessageContaining("longest");
        assertThatThrownBy(() -> options.withRetransmitsGivenUp(0)).hasMessageContaining("retransmissions");
        Scene scene = new Scene();
        assertThatThrownBy(() -> scene.network.path(scene.server, scene.server)).hasMessageContaining("itself");
        assertThatThrownBy(() -> scene.path.loss(-0.1)).hasMessageContaining("from 0 to 1");
    }
}
