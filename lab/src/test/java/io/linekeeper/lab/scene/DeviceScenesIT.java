package io.linekeeper.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.TcpSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to the device itself. */
@SceneTest
class DeviceScenesIT {
    @Test
    void shouldBringTheDeviceBackWithoutMemory() {
        try (PlainStage stage = PlainStage.of("reboot")) {
            long from = stage.play();
            assertThat(stage.device().alive()).isFalse();
            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(socket -> socket.state().equals("ESTAB"));
            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.server().out().text()).doesNotContain("failed", "finished");

            Duration back =
                    Duration.ofNanos(stage.awaitNote("the device is back").nanos() - from);
            assertThat(back).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
            assertThat(stage.atDevice()).isEmpty();
            assertThat(stage.server().out().text()).doesNotContain("failed", "finished");
            stage.send(3);
            stage.awaitServer(0, "failed Connection reset");
            stage.awaitServer(1, "failed Connection reset");
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldPauseTheProgramAndItsKernel() throws IOException {
        try (PlainStage stage = PlainStage.of("vm-paused")) {
            stage.play();
            stage.send(3);

            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 3);
            assertThat(stage.atDevice()).hasSize(2).allMatch(socket -> socket.unread() == 0);
            assertThat(States.of(stage.device().pid())).isEqualTo('T');
            assertThat(stage.neighbourLives()).isTrue();
            stage.prove();

            stage.device().signal("CONT");
            assertThatThrownBy(stage::prove)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("was to stand still, and does not: device");
        }
    }

    @Test
    void shouldHangTheProgramAboveAKernelThatAcknowledges() throws IOException {
        try (PlainStage stage = PlainStage.of("hung")) {
            stage.play();
            stage.send(3);
            PlainStage.until(
                    "three bytes at the device",
                    () -> stage.atDevice().stream().allMatch(socket -> socket.unread() == 3));

            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(socket -> socket.unacknowledged() == 0)
                    .allMatch(socket -> socket.number("bytes_acked").orElse(0) >= 3);
            assertThat(stage.device().out().text()).doesNotContain(" read ");
            assertThat(States.of(stage.device().pid())).isEqualTo('T');
            assertThat(stage.neighbourLives()).isTrue();
            stage.prove();

            stage.device().close();
            assertThatThrownBy(stage::prove)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("was to stand still, and does not: device");
        }
    }

    @Test
    void shouldKillTheProgram() {
        try (PlainStage stage = PlainStage.of("killed")) {
            long from = stage.play();

            assertThat(stage.awaitServer(0, "finished").nanos()).isGreaterThan(from);
            assertThat(stage.awaitServer(1, "finished").nanos()).isGreaterThan(from);
            assertThat(stage.device().alive()).isFalse();
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldCloseTheWindowOfAReaderThatStopped() {
        try (PlainStage stage = PlainStage.of("reader-stopped")) {
            stage.play();
            PlainStage.until("closed windows", () -> stage.atServer().stream().allMatch(DeviceScenesIT::isClosed));

            stage.device().tell("all data 10");
            stage.awaitServer(0, "read 10");
            stage.awaitServer(1, "read 10");
            List<TcpSocket> before = stage.atDevice();
            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(DeviceScenesIT::isClosed)
                    .allMatch(socket -> socket.unacknowledged() > 100_000);
            assertThat(stage.atDevice())
                    .extracting(TcpSocket::unread)
                    .containsExactlyInAnyOrderElementsOf(
                            before.stream().map(TcpSocket::unread).toList())
                    .allMatch(unread -> unread > 0);
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    /** Bytes wait, the window is shut (ss shows no snd_wnd then) and only probes go out. */
    private static boolean isClosed(TcpSocket socket) {
        return socket.unacknowledged() > 0
                && socket.number("snd_wnd").orElse(0) == 0
                && socket.details().contains("timer:(persist,");
    }

    @Test
    void shouldReadAtItsRate() {
        int rate = SlowReader.RATE;
        try (PlainStage stage = PlainStage.of("slow-reader")) {
            stage.play();
            PlainStage.sleep(PlainStage.SILENCE);
            long begin = System.nanoTime();
            long[] before = {read(stage, 0), read(stage, 1)};
            PlainStage.sleep(Duration.ofSeconds(4));
            double seconds = (System.nanoTime() - begin) / 1e9;

            for (int line = 0; line < 2; line++) {
                assertThat((read(stage, line) - before[line]) / seconds).isCloseTo(rate, within(0.15 * rate));
            }
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() > 0);
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    private static long read(PlainStage stage, int line) {
        return stage.device().out().matching(text -> text.contains(" " + line + " read bytes-")).stream()
                .map(printed -> PeerEvent.parse(printed.text()).detail())
                .mapToLong(detail -> Long.parseLong(detail.substring("bytes-".length())))
                .sum();
    }

    @Test
    void shouldEndOneSideAndReadOn() {
        try (PlainStage stage = PlainStage.of("half-close")) {
            stage.play();
            stage.awaitServer(0, "finished");
            stage.awaitServer(1, "finished");

            stage.send(7);
            for (int line = 0; line < 2; line++) {
                String read = " " + line + " read bytes-7";
                stage.device().out().await(text -> text.endsWith(read), PlainStage.REACTION);
            }
            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(socket -> socket.state().equals("CLOSE-WAIT"));
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldComeBackOnAnotherLineAndLeaveAGhost() {
        try (PlainStage stage = PlainStage.of("ghost")) {
            stage.play();
            stage.device().tell("all data 10");

            for (int line = 2; line < 4; line++) {
                String echo = " " + line + " read bytes-10";
                stage.device().out().await(text -> text.endsWith(echo), PlainStage.REACTION);
            }
            stage.device().tell("0 data 10");
            stage.send(3);
            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.serverSays(0, "read 10")).isFalse();
            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(socket -> socket.state().equals("ESTAB"))
                    .allMatch(socket -> socket.unacknowledged() == 3);
            assertThat(stage.neighbourLives()).isTrue();
            stage.prove();
        }
    }
}
