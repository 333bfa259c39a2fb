package io.linekeeper.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import io.linekeeper.lab.detector.DetectorServer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on the way: cables, holes, address translation, loss. */
@SceneTest
class PathScenesIT {
    private static final double SURE = 5;
    private static final Pattern PACKETS = Pattern.compile("counter packets (\\d+)");

    @Test
    void shouldPullTheCableOfAnIdleDevice() {
        try (PlainStage stage = PlainStage.of("cable-device-idle")) {
            stage.play();

            assertThat(stage.network().device().run("ip", "link", "show", "eth0"))
                    .contains("NO-CARRIER");
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 0);
            assertNothingArrivesAtTheServer(stage);
            assertThat(stage.neighbourLives()).isTrue();
            stage.prove();

            plug(stage, stage.network().device());
            assertThatThrownBy(stage::prove)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("the cable was to be out at the device");
        }
    }

    @Test
    void shouldPullTheCableWithAByteInFlight() {
        try (PlainStage stage = PlainStage.of("cable-device-in-flight")) {
            stage.play();
            PlainStage.until(
                    "a byte in flight on each line",
                    () -> stage.atServer().stream().allMatch(socket -> socket.unacknowledged() == 1));

            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.atServer())
                    .hasSize(2)
                    .allMatch(socket -> socket.state().equals("ESTAB"))
                    .allMatch(socket -> socket.unacknowledged() == 1);
            assertThat(stage.device().out().text()).doesNotContain(" read ");
            stage.neighbour().out().await(line -> line.endsWith(" read bytes-1"), PlainStage.REACTION);
            stage.prove();
        }
    }

    /** Returns when its kernel sees it. */
    private static void plug(PlainStage stage, Host host) {
        stage.network().router().run("ip", "link", "set", "to-" + host.name(), "up");
        PlainStage.until(
                "a carrier", () -> !host.run("ip", "link", "show", "eth0").contains("NO-CARRIER"));
    }

    @Test
    void shouldPullTheCableOfTheServer() {
        try (PlainStage stage = PlainStage.of("cable-server")) {
            stage.play();

            assertThat(stage.network().server().run("ip", "link", "show", "eth0"))
                    .contains("NO-CARRIER");
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 0);
            assertNothingArrivesAtTheServer(stage);
            stage.prove();

            plug(stage, stage.network().server());
            assertThatThrownBy(stage::prove)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("the cable was to be out at the server");
        }
    }

    @Test
    void shouldSwallowWhatGoesToTheServerAlone() {
        try (PlainStage stage = PlainStage.of("hole-to-server")) {
            stage.play();
            stage.send(3);

            awaitReadByDevice(stage, "bytes-3");
            assertNothingArrivesAtTheServer(stage);
            assertThat(stage.network().device().run("ip", "link", "show", "eth0"))
                    .doesNotContain("NO-CARRIER");
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldSwallowWhatGoesToTheDeviceAlone() {
        try (PlainStage stage = PlainStage.of("hole-to-device")) {
            stage.play();
            stage.device().tell("all data 10");

            stage.awaitServer(0, "read 10");
            stage.awaitServer(1, "read 10");
            PlainStage.sleep(PlainStage.SILENCE);
            assertThat(stage.device().out().text()).doesNotContain(" read ");
            assertThat(stage.atDevice()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 10);
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldSwallowBothWays() {
        try (PlainStage stage = PlainStage.of("hole-both")) {
            stage.play();
            stage.send(3);

            assertNothingArrivesAtTheServer(stage);
            assertThat(stage.device().out().text()).doesNotContain(" read ");
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 3);
            assertThat(stage.network().device().run("ip", "link", "show", "eth0"))
                    .doesNotContain("NO-CARRIER");
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldSwallowOneLineAndSpareAnotherOfTheSameDevice() {
        try (PlainStage stage = PlainStage.of("one-flow")) {
            stage.play();
            stage.send(3);

            PlainStage.until(
                    "the other two lines get it all",
                    () -> others(stage).stream()
                            .allMatch(socket -> socket.number("bytes_received").orElse(0) == 3));
            assertThat(others(stage)).hasSize(2);
            assertNothingArrivesAtTheServer(stage);
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 3);
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    /** Lines of the device that the scene spares. */
    private static List<TcpSocket> others(PlainStage stage) {
        List<TcpSocket> watched = stage.atDevice();
        return stage.network().device().sockets().stream()
                .filter(socket -> socket.state().equals("ESTAB"))
                .filter(socket ->
                        watched.stream().noneMatch(other -> other.local().equals(socket.local())))
                .toList();
    }

    @Test
    void shouldForgetALineAtASilentNat() {
        try (PlainStage stage = PlainStage.of("nat-silent")) {
            assertTranslated(stage);
            stage.play();
            stage.send(3);

            assertNothingArrivesAtTheServer(stage);
            assertThat(stage.server().out().text()).doesNotContain("failed");
            assertThat(stage.atServer()).hasSize(2).allMatch(socket -> socket.unacknowledged() == 3);
            assertANewLineWorks(stage);
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldForgetALineAtANatThatAnswersWithReset() {
        try (PlainStage stage = PlainStage.of("nat-reset")) {
            assertTranslated(stage);
            stage.play();
            assertNothingArrivesAtTheServer(stage);
            assertThat(stage.server().out().text()).doesNotContain("failed");

            stage.send(3);
            stage.awaitServer(0, "failed Connection reset");
            stage.awaitServer(1, "failed Connection reset");
            assertANewLineWorks(stage);
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    @Test
    void shouldCountFromBeforeTheFirstLineIsForgotten() throws InterruptedException {
        try (PlainStage stage = PlainStage.of("nat-reset")) {
            assertTranslated(stage);
            Thread sender = new Thread(() -> {
                while (!stage.serverSays(0, "failed Connection reset")) {
                    stage.send(3);
                }
            });
            sender.start();
            long fault = stage.play();
            long reset = stage.awaitServer(0, "failed Connection reset").nanos();
            sender.join();
            assertThat(reset - fault).isPositive();
        }
    }

    private static void assertTranslated(PlainStage stage) {
        stage.device().tell("all data 7");
        stage.awaitServer(0, "read 7");
        stage.awaitServer(1, "read 7");
        awaitReadByDevice(stage, "bytes-7");
        assertThat(stage.deviceSeenAs()).isNotEqualTo(stage.network().device().address());
        assertThat(stage.atServer()).as("lines from the router's address").hasSize(2);
    }

    private static void assertANewLineWorks(PlainStage stage) {
        Program fresh = stage.network()
                .device()
                .start(Peer.command(
                        stage.network().server().address() + ":" + DetectorServer.FIRST_PORT, "--protocol", "raw"));
        fresh.out().await(line -> line.contains(" 0 connected "), PlainStage.REACTION);
        fresh.tell("0 data 9");
        fresh.out().await(line -> line.endsWith(" 0 read bytes-9"), PlainStage.REACTION);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 20, 30})
    void shouldLoseSoManyPackets(int percent) {
        try (PlainStage stage = PlainStage.of("loss-" + percent)) {
            stage.play();
            PlainStage.until("many packets", () -> {
                stage.device().tell("all data 5");
                return packets(stage)[0] > 500;
            });

            long[] packets = packets(stage);
            double share = percent / 100.0;
            assertThat((double) packets[1] / packets[0])
                    .as("lost of %d packets", packets[0])
                    .isCloseTo(share, within(SURE * Math.sqrt(share * (1 - share) / packets[0])));
            assertThat(stage.server().out().text()).doesNotContain("failed", "finished");
            stage.prove();
            assertThat(stage.awaitNote("lost ").text()).matches("lost [0-9.]+ % of [0-9]+ packets");
            assertThat(stage.neighbourLives()).isTrue();
            assertThat(stage.network().neighbour().sockets())
                    .allMatch(socket -> socket.number("retrans").isEmpty());
        }
    }

    /** All that came by, and those that were lost, as the router counts them. */
    private static long[] packets(PlainStage stage) {
        Matcher counters = PACKETS.matcher(stage.network().router().run("nft", "list", "ruleset"));
        assertThat(counters.find()).isTrue();
        long all = Long.parseLong(counters.group(1));
        assertThat(counters.find()).isTrue();
        return new long[] {all, Long.parseLong(counters.group(1))};
    }

    /** What a line must survive ends a little early, and never late; what it need not survive ends no earlier than it says. */
    @ParameterizedTest
    @CsvSource({"outage-short, 0.35, 0.4", "outage-long, 1.5, 1.65"})
    void shouldCutThePathForAPartOfEachBound(String scene, double least, double most) {
        try (PlainStage stage = PlainStage.of(scene)) {
            long from = stage.play();
            stage.device().tell("all data 10");

            Duration gapOfShort =
                    Duration.ofNanos(stage.awaitServer(0, "read 10").nanos() - from);
            Duration gapOfLong =
                    Duration.ofNanos(stage.awaitServer(1, "read 10").nanos() - from);

            assertThat(gapOfShort).isGreaterThan(part(least, PlainStage.SHORT));
            assertThat(gapOfLong).isGreaterThan(part(least, PlainStage.LONG));
            assertThat(cut(stage, "short")).isBetween(part(least, PlainStage.SHORT), part(most, PlainStage.SHORT));
            assertThat(cut(stage, "long")).isBetween(part(least, PlainStage.LONG), part(most, PlainStage.LONG));
            assertThat(stage.failures()).isEmpty();
            assertThat(stage.network().router().run("nft", "list", "tables")).isEmpty();
            assertThat(stage.neighbourLives()).isTrue();
        }
    }

    /** How long the path was cut, as the scene notes it. */
    private static Duration cut(PlainStage stage, String detector) {
        String begin = "path of " + detector + " whole again after ";
        Matcher note = Pattern.compile(begin + "(\\d+) ms")
                .matcher(stage.awaitNote(begin).text());
        assertThat(note.matches()).isTrue();
        return Duration.ofMillis(Long.parseLong(note.group(1)));
    }

    private static Duration part(double part, Duration bound) {
        return Duration.ofNanos((long) (part * bound.toNanos()));
    }

    private static void awaitReadByDevice(PlainStage stage, String what) {
        for (int line = 0; line < 2; line++) {
            String read = " " + line + " read " + what;
            stage.device().out().await(text -> text.endsWith(read), PlainStage.REACTION);
        }
    }

    private static void assertNothingArrivesAtTheServer(PlainStage stage) {
        stage.device().tell("all data 10");
        PlainStage.sleep(PlainStage.SILENCE);
        assertThat(stage.device().out().text()).contains(" 0 sent data-10", " 1 sent data-10");
        assertThat(stage.serverSays(0, "read 10")).isFalse();
        assertThat(stage.serverSays(1, "read 10")).isFalse();
    }
}
