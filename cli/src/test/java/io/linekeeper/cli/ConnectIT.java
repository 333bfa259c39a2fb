package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The real jar as a client of the real jar. Bounds are seconds, since a JVM that has just started on a busy machine needs one
 * for its first frame.
 */
@Timeout(180)
class ConnectIT {
    @Test
    void shouldLiveWithAServerThatAnswersSlowly() throws Exception {
        try (Program server = Program.serve("--reply-delay", "1s");
                Program client = connect(server, "fixed1028", "--idle", "2s", "--interval", "2s", "--for", "10s")) {
            client.assertStatus(0);
            assertThat(client.out())
                    .noneMatch(line -> line.contains("HUNG"))
                    .anyMatch(line -> line.contains("closed (SHUTDOWN)"));
            assertThat(client.err()).isEmpty();
        }
    }

    /** The figures of the manual: idle 10 s, interval 3 s, 3 probes; the server answers after a minute. */
    @Test
    void shouldJudgeAServerThatAnswersAfterAMinuteAt19Seconds() throws Exception {
        try (Program server = Program.serve("--reply-delay", "60s");
                Program client = connect(
                        server, "fixed1028", "--idle", "10s", "--interval", "3s", "--probes", "3", "--events", "-")) {
            client.assertStatus(1);
            List<JsonNode> events = Events.read(client.out());
            Events.assertEndsRight(events);
            JsonNode verdict = Events.named(events, "verdict").get(0);
            assertThat(verdict.get("fate").asText()).isEqualTo("HUNG");
            assertThat(verdict.get("bound_ms").asLong()).isEqualTo(19_000);
            assertThat(verdict.get("silence_ms").asLong()).isBetween(19_000L, 20_500L);
            assertThat(Duration.between(at(Events.named(events, "connected").get(0)), at(verdict)))
                    .isBetween(Duration.ofMillis(18_900), Duration.ofMillis(21_000));
            assertThat(client.err())
                    .anyMatch(line -> line.startsWith("linekeeper: the server was judged dead: line 1"));
        }
    }

    @Test
    void shouldPrintWhatComesBack() throws Exception {
        try (Program server = Program.serve();
                Program client =
                        connect(server, "length16", "--send", "he\u001bllo", "--every", "100ms", "--for", "2s")) {
            client.assertStatus(0);
            assertThat(client.out().stream().filter(line -> line.contains("received 6 bytes \"he\\x1bllo\"")))
                    .hasSizeBetween(1, 21);
        }
    }

    @Test
    void shouldSendFixedFrames() throws Exception {
        try (Program server = Program.serve();
                Program client = connect(
                        server, "fixed1028", "--send", "data", "--type", "21", "--lines", "20", "--for", "1s")) {
            client.assertStatus(0);
            server.signal("TERM");
            server.assertStatus(0);
            assertThat(server.out()).contains("processed: 0 of type 11, 20 of type 21");
            assertThat(server.out().stream().filter(line -> line.contains("closed (FINISHED)")))
                    .hasSize(20);
        }
    }

    @Test
    void shouldBeatForAServerThatOnlyListens() throws Exception {
        try (Program server = Program.serve("--heartbeat", "one-way:4s");
                Program client = connect(server, "fixed1028", "--heartbeat", "one-way:4s", "--for", "9s")) {
            client.assertStatus(0);
            assertThat(server.out()).noneMatch(line -> line.contains("SILENT"));
        }
    }

    @Test
    void shouldBeJudgedSilentWhenItDoesNotBeat() throws Exception {
        try (Program server = Program.serve("--heartbeat", "one-way:1s");
                Program client = connect(server, "fixed1028", "--heartbeat", "off", "--for", "20s")) {
            client.assertStatus(1);
            assertThat(client.err())
                    .containsExactly("linekeeper: the server ended line 1 before the time that was asked for");
            assertThat(server.awaitOut(") SILENT")).contains("bound 1 s");
        }
    }

    @Test
    void shouldAnswerTheServersQuestionsWithoutAHeartbeatOfItsOwn() throws Exception {
        try (Program server = Program.serve("--heartbeat", "two-way", "--idle", "1s", "--interval", "2s");
                Program client = connect(server, "fixed1028", "--heartbeat", "off", "--for", "9s")) {
            client.assertStatus(0);
            assertThat(server.out()).noneMatch(line -> line.contains("HUNG"));
        }
    }

    @Test
    void shouldEndWellWhenInterrupted() throws Exception {
        for (String signal : List.of("INT", "TERM")) {
            try (Program server = Program.serve();
                    Program client = connect(server, "fixed1028", "--lines", "3")) {
                client.awaitOut("line 3 ");
                client.signal(signal);
                client.assertStatus(0);
                assertThat(client.out().stream().filter(line -> line.contains("closed (SHUTDOWN)")))
                        .hasSize(3);
            }
        }
    }

    @Test
    void shouldEndWellWithTheServerWhenNoTimeWasAskedFor() throws Exception {
        try (Program server = Program.serve();
                Program client = connect(server, "length16")) {
            client.awaitOut("connected");
            server.signal("TERM");
            client.assertStatus(0);
            assertThat(client.out()).anyMatch(line -> line.contains("closed (FINISHED)"));
        }
    }

    @Test
    void shouldFailWhenALineIsReset() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program client = Program.start(
                        "connect", "127.0.0.1:" + listener.getLocalPort(), "--protocol", "fixed1028", "--send", "x")) {
            try (Socket accepted = listener.accept()) {
                accepted.getInputStream().readNBytes(Peer.FRAME_BYTES);
                accepted.setSoLinger(true, 0);
            }
            client.assertStatus(1);
            assertThat(client.err()).singleElement().asString().startsWith("linekeeper: line 1 ended as RESET");
        }
    }

    @Test
    void shouldFailWhenTheServerSendsWhatItMustNot() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program client =
                        Program.start("connect", "127.0.0.1:" + listener.getLocalPort(), "--protocol", "fixed1028");
                Socket accepted = listener.accept()) {
            accepted.getOutputStream().write("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII));
            client.assertStatus(1);
            assertThat(client.err())
                    .singleElement()
                    .asString()
                    .startsWith("linekeeper: line 1 ended as MALFORMED (type 1213486160");
        }
    }

    private static Program connect(Program server, String protocol, String... options) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("connect", "127.0.0.1:" + server.port(protocol), "--protocol", protocol));
        args.addAll(List.of(options));
        return Program.start(args.toArray(String[]::new));
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.get("at").asText());
    }
}
