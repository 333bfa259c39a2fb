package io.linekeeper.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import io.linekeeper.lab.detector.DetectorServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What happens to the server itself. */
@SceneTest
class ServerScenesIT {
    @Test
    void shouldPullTheCableWhenThereAreNoDescriptorsLeft() {
        try (PlainStage stage = PlainStage.of("descriptors")) {
            assertThat(stage.neighbourLives())
                    .as("what echoes has been loaded while there were descriptors")
                    .isTrue();
            stage.play();

            assertThat(stage.server().out().text()).contains("exhausted ");
            assertThat(stage.network().device().run("ip", "link", "show", "eth0"))
                    .contains("NO-CARRIER");
            Program late = stage.network()
                    .neighbour()
                    .start(Peer.command(
                            stage.network().server().address() + ":" + DetectorServer.FIRST_PORT, "--protocol", "raw"));
            late.out().await(line -> line.contains(" 0 connected "), PlainStage.REACTION);
            stage.server().out().await("cannot accept: Too many open files"::equals, PlainStage.REACTION);
            stage.prove();
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldConnectToAServerThatDoesNotAccept() {
        try (PlainStage stage = PlainStage.of("accept-queue")) {
            stage.play();

            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(socket -> socket.state().equals("ESTAB"));
            assertThat(stage.atDevice())
                    .hasSize(2)
                    .allMatch(socket -> socket.state().equals("ESTAB"));
            assertThat(stage.network().server().sockets())
                    .filteredOn(socket -> socket.state().equals("LISTEN"))
                    .as("a line in each queue")
                    .extracting(TcpSocket::unread)
                    .containsExactly(1L, 1L);
            assertThat(stage.serverSays(0, "accepted")).isFalse();
            assertThat(stage.serverSays(1, "accepted")).isFalse();
            stage.prove();
            assertThat(stage.network().device().run("ip", "link", "show", "eth0"))
                    .contains("NO-CARRIER");
            assertThat(stage.neighbourLives()).isTrue();

            stage.accept(true);
            stage.awaitServer(1, "accepted");
            assertThatThrownBy(stage::prove)
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining(" was to accept no more, and has accepted the device's lines from ports [");
        }
    }

    @Test
    void shouldStopTheServerWhileItsKernelListens() throws IOException {
        try (PlainStage stage = PlainStage.of("server-stopped")) {
            stage.play();

            assertNothingIsRead(stage);
            assertThat(States.of(stage.server().pid())).isEqualTo('T');
        }
    }

    @Test
    void shouldBlockTheLoopsThatRead() throws IOException {
        try (PlainStage stage = PlainStage.of("loop-blocked")) {
            stage.play();

            PlainStage.sleep(PlainServer.LOOK);
            assertNothingIsRead(stage);
            assertThat(States.of(stage.server().pid())).isNotEqualTo('T');
        }
    }

    private static void assertNothingIsRead(PlainStage stage) {
        stage.device().tell("all data 10");
        PlainStage.until(
                "ten bytes at the server", () -> stage.atServer().stream().allMatch(socket -> socket.unread() == 10));
        PlainStage.sleep(PlainStage.SILENCE);
        assertThat(stage.atServer()).hasSize(stage.watched()).allMatch(socket -> socket.unread() == 10);
        assertThat(stage.atDevice()).hasSize(stage.watched()).allMatch(socket -> socket.unacknowledged() == 0);
        assertThat(stage.serverSays("read 10")).isFalse();
    }
}
