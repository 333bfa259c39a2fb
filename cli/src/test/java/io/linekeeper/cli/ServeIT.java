package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real jar serves clients of plain sockets. */
@Timeout(120)
class ServeIT {
    /** 5 s are promised; the rest is for the start of kill(1) and a busy machine. */
    private static final Duration LONGEST_END = Duration.ofMillis(5_500);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1027, 1029, 5000})
    void shouldAnswerPingsHoweverTheyAreCut(int piece) throws Exception {
        try (Program server = Program.serve();
                Peer peer = new Peer(server.port("fixed1028"))) {
            byte[] pings = new byte[3 * Peer.FRAME_BYTES];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(Peer.fixed(1, "ping " + i), 0, pings, i * Peer.FRAME_BYTES, Peer.FRAME_BYTES);
            }
            peer.sendInPieces(pings, piece);
            for (int i = 0; i < 3; i++) {
                assertThat(peer.receive(Peer.FRAME_BYTES)).isEqualTo(Peer.fixed(2, "ping " + i));
            }
        }
    }

    @Test
    void shouldEchoFramesUnchangedAndInOrder() throws Exception {
        try (Program server = Program.serve("--echo-delay", "50ms");
                Peer peer = new Peer(server.port("length16"))) {
            int[] lengths = {0, 65_535, 1, 0, 300};
            for (int length : lengths) {
                peer.sendInPieces(Peer.length16(length), 777);
            }
            for (int length : lengths) {
                assertThat(peer.receive(2 + length)).isEqualTo(Peer.length16(length));
            }
            peer.socket.shutdownOutput();
            assertThat(peer.isAtEnd()).isTrue();
        }
    }

    @Test
    void shouldGreetAndEchoBare() throws Exception {
        try (Program server = Program.serve("--greet", "48690a", "--echo", "bare");
                Peer peer = new Peer(server.port("length16"))) {
            assertThat(peer.receive(3)).isEqualTo("Hi\n".getBytes(StandardCharsets.US_ASCII));
            peer.send(Peer.length16(5));
            assertThat(peer.receive(5)).containsOnly('x');
        }
    }

    @Test
    void shouldEndAMalformedLineAloneAndSayWhy(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events.json");
        try (Program server = Program.serve("--events", file.toString());
                Peer good = new Peer(server.port("fixed1028"));
                Peer bad = new Peer(server.port("fixed1028"))) {
            bad.sendInPieces(Peer.fixed(12, ""), 3);
            assertThat(bad.isAtEnd()).isTrue();
            good.send(Peer.fixed(11, "data"));
            good.send(Peer.fixed(21, "data"));
            good.send(Peer.fixed(1, "still here"));
            assertThat(good.receive(Peer.FRAME_BYTES)).isEqualTo(Peer.fixed(2, "still here"));
            good.end();
            server.awaitOut("closed (FINISHED)");
            server.signal("TERM");
            server.assertStatus(0);
        }
        List<JsonNode> events = Events.read(Files.readAllLines(file));
        Events.assertEndsRight(events);
        assertThat(Events.named(events, "listening"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.fieldNames()).toIterable().contains("listener", "host", "port"));
        assertThat(Events.named(events, "verdict"))
                .anySatisfy(event -> {
                    assertThat(event.get("fate").asText()).isEqualTo("MALFORMED");
                    assertThat(event.get("evidence").toString()).contains("12");
                })
                .anySatisfy(event -> assertThat(event.get("fate").asText()).isEqualTo("FINISHED"));
    }

    @Test
    void shouldGiveEachLineOneVerdictHoweverItEnds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events.json");
        try (Program server = Program.serve("--events", file.toString())) {
            int port = server.port("fixed1028");
            try (Peer finished = new Peer(port);
                    Peer half = new Peer(port);
                    Peer reset = new Peer(port);
                    Peer left = new Peer(port)) {
                finished.send(Peer.fixed(1, ""));
                finished.receive(Peer.FRAME_BYTES);
                finished.end();
                half.send(new byte[] {0, 0, 0, 11, 1, 2, 3});
                half.socket.shutdownOutput();
                assertThat(half.isAtEnd()).isTrue();
                reset.send(Peer.fixed(1, ""));
                reset.receive(Peer.FRAME_BYTES);
                reset.socket.setSoLinger(true, 0);
                reset.end();
                server.awaitOut("RESET");
                left.send(Peer.fixed(1, ""));
                left.receive(Peer.FRAME_BYTES);
                server.signal("TERM");
                assertThat(left.isAtEnd()).isTrue();
                left.end();
                server.assertStatus(0);
            }
        }
        List<JsonNode> events = Events.read(Files.readAllLines(file));
        Events.assertEndsRight(events);
        assertThat(Events.named(events, "verdict"))
                .extracting(event -> event.get("fate").asText())
                .containsExactlyInAnyOrder("FINISHED", "FINISHED", "RESET", "SHUTDOWN");
        assertThat(Events.named(events, "verdict"))
                .anySatisfy(
                        event -> assertThat(event.get("evidence").toString()).contains("7 bytes"));
    }

    @Test
    void shouldPingTheHostsOfItsLinesOnLoopbackToo() throws Exception {
        Needs.program("ping", "-V");
        try (Program server = Program.serve("--icmp", "period=200ms,timeout=100ms", "--listen", "length16:[::1]:0");
                Peer peer = new Peer(server.port("fixed1028"));
                Socket six = new Socket(InetAddress.getAllByName("::1")[0], server.port("length16-2"))) {
            server.awaitOut("host 127.0.0.1 (1 line) answers ping");
            server.awaitOut("host ::1 (1 line) answers ping");
            assertThat(server.process.children()).hasSize(2);
            peer.end();
            six.shutdownOutput();
            assertThat(server.process.children())
                    .allSatisfy(ping -> assertThat(ping.onExit()).succeedsWithin(Duration.ofSeconds(10)));
            server.signal("TERM");
            server.assertStatus(0);
        }
    }

    @Test
    void shouldSayWhatToInstallWhereThereIsNoPing() throws Exception {
        List<String> command = List.of(
                "/usr/bin/env",
                "PATH=/no/such/folder",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("linekeeper.jar"),
                "serve",
                "--listen",
                "fixed1028:0",
                "--icmp",
                "period=1s,timeout=300ms");
        try (Program server = Program.run(command)) {
            server.assertStatus(2);
            assertThat(server.err())
                    .containsExactly("linekeeper: there is no ping here to ask hosts with; install the Debian package"
                            + " iputils-ping, or leave out --icmp");
        }
    }

    @Test
    void shouldWriteJsonAloneToStdoutWhenAsked() throws Exception {
        try (Program server = Program.start("serve", "--listen", "fixed1028:0", "--events", "-")) {
            int port = Events.read(server.awaitOut("listening")).get("port").asInt();
            try (Peer peer = new Peer(port)) {
                peer.send(Peer.fixed(1, ""));
                peer.receive(Peer.FRAME_BYTES);
            }
            server.awaitOut("\"closed\"");
            server.signal("TERM");
            server.assertStatus(0);
            Events.assertEndsRight(Events.read(server.out()));
            assertThat(server.err()).anyMatch(line -> line.contains("listens on"));
        }
    }

    @Test
    void shouldAppendToTheFileOfEvents(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events.json");
        Files.writeString(file, "{\"event\":\"earlier\"}\n");
        try (Program server = Program.serve("--events", file.toString())) {
            server.signal("TERM");
            server.assertStatus(0);
        }
        assertThat(Files.readAllLines(file).get(0)).contains("earlier");
        assertThat(Events.named(Events.read(Files.readAllLines(file)), "listening"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldEndInTimeAlsoWhenAPeerNeverCloses(String signal) throws Exception {
        try (Program server = Program.serve();
                Peer peer = new Peer(server.port("fixed1028"))) {
            peer.send(Peer.fixed(1, ""));
            peer.receive(Peer.FRAME_BYTES);
            long before = System.nanoTime();
            server.signal(signal);
            assertThat(peer.isAtEnd()).isTrue();
            server.signal(signal);
            server.assertStatus(0);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST_END);
            assertThat(server.out()).anyMatch(line -> line.contains("closed (SHUTDOWN)"));
            assertThat(server.err()).isEmpty();
        }
    }

    @Test
    void shouldRefuseAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program server = Program.start("serve", "--listen", "fixed1028:" + taken.getLocalPort())) {
            server.assertStatus(2);
            assertThat(server.err())
                    .singleElement()
                    .asString()
                    .startsWith("linekeeper: cannot listen")
                    .contains(Integer.toString(taken.getLocalPort()), "in use");
        }
    }

    @Test
    void shouldRefuseBadOptionsWithoutAStackTrace() throws Exception {
        try (Program server = Program.start("serve", "--idle", "never")) {
            server.assertStatus(2);
            assertThat(server.err()).hasSize(2);
            assertThat(server.err().get(0)).startsWith("linekeeper: --idle: \"never\" is no duration");
            assertThat(server.out()).isEmpty();
        }
    }

    @Test
    void shouldSayAtStartWhatItDoes() throws Exception {
        try (Program server = Program.serve("--within", "20s")) {
            assertThat(String.join("\n", server.out()))
                    .contains("fixed1028 listens on 127.0.0.1:", "length16 listens on 127.0.0.1:")
                    .contains("kernel keepalive:", "process hung", "SO_KEEPALIVE on");
        }
    }
}
