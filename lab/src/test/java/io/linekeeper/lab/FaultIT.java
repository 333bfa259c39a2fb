package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each fault does what it says, and can be put right: seen from both ends, by programs that know nothing of Linekeeper. */
@Tag("fault")
class FaultIT {
    private Network network;
    private Program server;
    private Program peer;

    @BeforeAll
    static void skipWithAReason() {
        Network.reasonToSkip().ifPresent(Assumptions::abort);
    }

    @BeforeEach
    void connectTwoLines() {
        network = Network.make();
        server = EchoServer.on(network);
        peer = network.device()
                .start(Peer.command(
                        network.server().address() + ":" + EchoServer.PORT, "--protocol", "length16", "--lines", "2"));
        peer.out().await(line -> line.contains(" 1 connected "), Limits.REACTION);
        server.out().await((portOf(0) + " accepted")::equals, Limits.REACTION);
        server.out().await((portOf(1) + " accepted")::equals, Limits.REACTION);
    }

    @AfterEach
    void removeAll() {
        network.close();
    }

    @Test
    void shouldSwallowBothWaysUntilTheBlackHoleIsGone() throws InterruptedException {
        Fault hole = new BlackHole(network, Direction.BOTH);
        hole.inject();
        peer.tell("0 data 10");
        Limits.sleep(Limits.SILENCE);
        assertThat(serverRead(0)).isFalse();
        assertThat(server.out().text()).doesNotContain("failed", "finished");

        hole.restore();
        awaitEcho(0, 10);
    }

    @Test
    void shouldSwallowOnlyWhatGoesToTheDevice() throws InterruptedException {
        Fault hole = new BlackHole(network, Direction.TO_DEVICE);
        hole.inject();
        peer.tell("0 data 10");
        server.out().await((portOf(0) + " read 12")::equals, Limits.REACTION);
        Limits.sleep(Limits.SILENCE);
        assertThat(peer.out().text()).doesNotContain("read");

        hole.restore();
        awaitEcho(0, 10);
    }

    @Test
    void shouldSwallowOnlyWhatGoesToTheServer() throws InterruptedException {
        Fault hole = new BlackHole(network, Direction.TO_SERVER);
        hole.inject();
        peer.tell("0 data 10");
        Limits.sleep(Limits.SILENCE);
        assertThat(serverRead(0)).isFalse();

        hole.restore();
        awaitEcho(0, 10);
    }

    @Test
    void shouldSwallowOneLineAndLeaveTheOther() throws InterruptedException {
        try (Fault hole = new BlackHole(network, Direction.BOTH, portOf(0))) {
            hole.inject();
            peer.tell("all data 10");
            awaitEcho(1, 10);
            Limits.sleep(Limits.SILENCE);
            assertThat(serverRead(0)).isFalse();
        }
        awaitEcho(0, 10);
    }

    @Test
    void shouldNotSwallowTheSamePortOfTheNeighbour() {
        network.neighbour().sysctl("net.ipv4.ip_local_port_range", portOf(0) + " " + portOf(0));
        try (Fault hole = new BlackHole(network, Direction.BOTH, portOf(0))) {
            hole.inject();
            Program neighbour = network.neighbour()
                    .start(Peer.command(network.server().address() + ":" + EchoServer.PORT, "--protocol", "length16"));

            neighbour.out().await(line -> line.endsWith(" 0 connected " + portOf(0)), Limits.REACTION);
            neighbour.tell("0 data 10");
            neighbour.out().await(line -> line.endsWith(" 0 read length-10"), Limits.REACTION);
        }
    }

    @Test
    void shouldLoseNothingWhenTheCableIsPutBack() throws InterruptedException {
        for (Host host : List.of(network.device(), network.server())) {
            Fault cable = new PulledCable(host);
            int from = peer.out().size();
            cable.inject();
            peer.tell("0 data 10");
            Limits.sleep(Limits.SILENCE);
            assertThat(peer.out().all().stream().skip(from))
                    .noneMatch(line -> line.text().contains(" read "));

            cable.restore();
            peer.out().await(from, line -> line.endsWith(" 0 read length-10"), Limits.REACTION);
        }
        assertThat(server.out().text()).doesNotContain("failed", "finished");
    }

    @Test
    void shouldForgetConnectionsWithThePower() throws InterruptedException {
        Fault cut = new PowerCut(network.device());
        cut.inject();
        Limits.sleep(Limits.SILENCE);
        assertThat(peer.alive()).isFalse();
        assertThat(server.out().text()).doesNotContain("failed", "finished");
        assertThat(established()).hasSize(2);

        cut.restore();
        server.out().await(line -> line.contains("failed Connection reset"), Limits.REACTION);
        assertThat(network.device().sockets()).isEmpty();
    }

    @Test
    void shouldHangAProgramWhoseKernelStillAcknowledges() throws InterruptedException {
        Fault freeze = new Freeze(server);
        freeze.inject();
        peer.tell("0 data 10");
        Limits.sleep(Limits.SILENCE);
        assertThat(peer.out().text()).doesNotContain(" read ");
        assertThat(established()).anyMatch(socket -> socket.unread() == 12);
        assertThat(network.device().sockets()).allMatch(socket -> socket.unacknowledged() == 0);

        freeze.restore();
        awaitEcho(0, 10);
    }

    @Test
    void shouldFinishLinesWhenTheirProgramIsKilled() {
        peer.kill();

        server.out().await((portOf(0) + " finished")::equals, Limits.REACTION);
        server.out().await((portOf(1) + " finished")::equals, Limits.REACTION);
        assertThat(peer.awaitExit(Limits.REACTION)).isEqualTo(128 + 9);
    }

    @Test
    void shouldObeyCommands() {
        peer.tell("0 finish");
        server.out().await((portOf(0) + " finished")::equals, Limits.REACTION);
        peer.tell("1 reset");
        server.out().await((portOf(1) + " failed Connection reset")::equals, Limits.REACTION);
    }

    @Test
    void shouldLeaveUnreadWhatAPausedLineGets() throws InterruptedException {
        peer.tell("0 pause");
        for (int i = 0; i < 3; i++) {
            peer.tell("0 data 10");
        }
        Limits.sleep(Limits.SILENCE);
        assertThat(network.device().sockets()).anyMatch(socket -> socket.unread() == 24);

        peer.tell("0 resume");
        Waiting.until(
                "three echoes",
                Limits.REACTION,
                () -> peer.out()
                                .matching(line -> line.endsWith(" 0 read length-10"))
                                .size()
                        == 3);
    }

    @Test
    void shouldLosePacketsAtRandomAndNoBytes() {
        try (PacketLoss loss = new PacketLoss(network, 30, EchoServer.PORT)) {
            loss.inject();
            for (int i = 1; i <= 40; i++) {
                peer.tell("all data " + i);
            }
            awaitEcho(0, 40);
            awaitEcho(1, 40);
            assertThat(loss.count().percentLost()).isBetween(10.0, 60.0);
        }
        assertThat(peer.out().text()).doesNotContain("failed", "finished");
    }

    @Test
    void shouldReadNoFasterThanItsRate() {
        Program slow = network.device()
                .start(Peer.command(
                        network.server().address() + ":" + EchoServer.PORT,
                        "--protocol",
                        "length16",
                        "--rate",
                        "1000",
                        "--receive-buffer",
                        "1"));
        slow.out().await(line -> line.contains(" 0 connected "), Limits.REACTION);
        long told = System.nanoTime();
        slow.tell("0 data 3000");
        Printed read = slow.out().await(line -> line.endsWith(" 0 read length-3000"), Limits.REACTION);
        assertThat(Duration.ofNanos(read.nanos() - told)).isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(6));
    }

    @Test
    void shouldRefuseToMakeAFaultTwice() {
        try (Fault fault = new Freeze(server)) {
            fault.inject();
            assertThatIllegalStateException()
                    .isThrownBy(fault::inject)
                    .withMessageContaining("already in force: frozen");
            fault.restore();
            assertThatIllegalStateException().isThrownBy(fault::restore).withMessageContaining("not in force: frozen");
        }
    }

    private int portOf(int line) {
        Printed connected = peer.out().await(text -> text.contains(" " + line + " connected "), Limits.REACTION);
        return Integer.parseInt(PeerEvent.parse(connected.text()).detail());
    }

    private boolean serverRead(int line) {
        return server.out().text().contains(portOf(line) + " read");
    }

    private void awaitEcho(int line, int length) {
        peer.out().await(text -> text.endsWith(" " + line + " read length-" + length), Limits.REACTION);
    }

    private List<TcpSocket> established() {
        return network.server().sockets().stream()
                .filter(socket -> socket.state().equals("ESTAB"))
                .toList();
    }
}
