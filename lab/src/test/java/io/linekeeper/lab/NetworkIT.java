package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Isolated: it counts what this JVM keeps. */
@Tag("fault")
@Isolated
class NetworkIT {
    @BeforeAll
    static void skipWithAReason() {
        Network.reasonToSkip().ifPresent(Assumptions::abort);
    }

    @Test
    void shouldCarryBytesFromTheDeviceToTheServerAndBack() {
        try (Network network = Network.make()) {
            EchoServer.on(network);
            Program peer = network.device()
                    .start(Peer.command(
                            network.server().address() + ":" + EchoServer.PORT,
                            "--protocol",
                            "length16",
                            "--lines",
                            "2"));
            peer.out().await(line -> line.contains(" 1 connected "), Limits.REACTION);

            peer.tell("1 data 300");

            Printed echo = peer.out().await(line -> line.endsWith(" 1 read length-300"), Limits.REACTION);
            PeerEvent sent = peer.out().matching(line -> line.contains(" sent ")).stream()
                    .map(line -> PeerEvent.parse(line.text()))
                    .findFirst()
                    .orElseThrow();
            assertThat(sent.detail()).isEqualTo("data-300");
            assertThat(sent.nanos()).isLessThan(echo.nanos());
            assertThat(network.server().sockets())
                    .filteredOn(socket -> socket.state().equals("ESTAB"))
                    .hasSize(2)
                    .allMatch(socket ->
                            socket.remote().startsWith(network.device().address() + ":"))
                    .allMatch(socket -> socket.details().contains("timer:(keepalive,"));
        }
    }

    @Test
    void shouldKeepNetworksApart() {
        try (Network one = Network.make();
                Network other = Network.make()) {
            EchoServer.on(one);
            assertThat(one.server().address()).isEqualTo(other.server().address());

            String place = one.server().address() + ":" + EchoServer.PORT;

            Program there = one.device().start(Peer.command(place));
            there.out().await(line -> line.contains("connected"), Limits.REACTION);
            Program here = other.device().start(Peer.command(place));
            assertThat(here.awaitExit(Limits.REACTION)).isNotZero();
            assertThat(here.err().text()).contains("Connection refused");
        }
    }

    @Test
    void shouldSetAKernelParameterOfOneHostAlone() {
        try (Network network = Network.make()) {
            String before = network.device().run("cat", "/proc/sys/net/ipv4/tcp_retries2");

            network.server().sysctl("net.ipv4.tcp_retries2", "5");

            assertThat(network.server().run("cat", "/proc/sys/net/ipv4/tcp_retries2"))
                    .isEqualTo("5");
            assertThat(network.device().run("cat", "/proc/sys/net/ipv4/tcp_retries2"))
                    .isEqualTo(before);
        }
    }

    @Test
    void shouldSayWhyACommandFailed() {
        try (Network network = Network.make()) {
            assertThatThrownBy(() -> network.server().run("ip", "link", "show", "nothing"))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("server: ip link show nothing")
                    .hasMessageContaining("\"nothing\" does not exist");
        }
    }

    @Test
    void shouldEndEveryProcessWhenClosed() {
        Program child;
        long grandchild;
        try (Network network = Network.make()) {
            child = network.device().start("sh", "-c", "setsid sleep 1000 & echo $!; trap '' TERM; wait");
            grandchild = Long.parseLong(
                    child.out().await(line -> true, Limits.REACTION).text());
        }

        assertThat(child.alive()).isFalse();
        Waiting.until(
                "grandchild left",
                Limits.REACTION,
                () -> ProcessHandle.of(grandchild).isEmpty());
        assertThat(keepersOf(ProcessHandle.current().pid())).isEmpty();
    }

    @Test
    void shouldSwitchTheNeighbourOnWhenItIsAskedForFirst() {
        long here = ProcessHandle.current().pid();
        try (Network network = Network.make()) {
            assertThat(keepersOf(here)).hasSize(3);

            Host neighbour = network.neighbour();

            assertThat(network.neighbour()).isSameAs(neighbour);
            assertThat(keepersOf(here)).hasSize(4);
            network.server().run("ping", "-c", "1", neighbour.address());
        }
        assertThat(keepersOf(here)).isEmpty();
    }

    @Test
    void shouldLeaveNothingOfAHostThatCannotBeSwitchedOn() {
        Network network = Network.make();
        network.close();

        assertThatThrownBy(network::neighbour).isInstanceOf(LabException.class).hasMessage("the router is down");
        assertThat(keepersOf(ProcessHandle.current().pid())).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhenItsMakerIsKilled() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        Program maker = Program.start("here", List.of(java, "-cp", classes), List.of(Maker.class.getName()));
        long orphan =
                Long.parseLong(maker.out().await(line -> true, Limits.REACTION).text());
        assertThat(keepersOf(maker.pid())).hasSize(3);

        maker.kill();

        Waiting.until(
                "keepers left", Limits.REACTION, () -> keepersOf(maker.pid()).isEmpty());
        Waiting.until(
                "program left", Limits.REACTION, () -> ProcessHandle.of(orphan).isEmpty());
    }

    /** Makes a network, starts a program in it, prints the program's process id, and stays. */
    static final class Maker {
        public static void main(String... arguments) {
            System.out.println(Network.make().device().start("sleep", "1000").pid());
            Waiting.until("not killed", Limits.REACTION, () -> false);
        }
    }

    private static List<ProcessHandle> keepersOf(long maker) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(word -> word.startsWith("lk-" + maker + "-")))
                .toList();
    }
}
