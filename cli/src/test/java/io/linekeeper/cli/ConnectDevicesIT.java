package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real jar as devices of the real jar, over {@code line}. */
@Timeout(180)
class ConnectDevicesIT {
    private static Program serve(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("--listen", "line:0"));
        args.addAll(List.of(options));
        return Program.serve(args.toArray(String[]::new));
    }

    private static Program connect(Program server, String... options) throws IOException {
        return connect(server.port("line"), options);
    }

    private static Program connect(int port, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("connect", "127.0.0.1:" + port, "--protocol", "line"));
        args.addAll(List.of(options));
        return Program.start(args.toArray(String[]::new));
    }

    @Test
    void shouldBecomeLiveSendAndPrintWhatComesBack() throws Exception {
        try (Program server = serve();
                Program client = connect(server, "--device", "d1", "--send", "he\u001bllo", "--for", "3s")) {
            client.assertStatus(0);
            assertThat(client.out())
                    .contains("d1 connects", "d1 received 6 bytes \"he\\x1bllo\"", "d1 has ended: stopped")
                    .anyMatch(line -> line.startsWith("d1 is live, epoch "));
            assertThat(client.err()).isEmpty();
        }
    }

    @Test
    void shouldBeatForAServerThatOnlyListens() throws Exception {
        try (Program server = serve("--heartbeat", "one-way:4s");
                Program client = connect(server, "--device", "d1", "--for", "9s")) {
            client.assertStatus(0);
            assertThat(server.out()).noneMatch(line -> line.contains("SILENT"));
        }
    }

    @Test
    void shouldLiveWithAServerThatAsksAndAskItToo() throws Exception {
        try (Program server = serve("--heartbeat", "two-way", "--idle", "1s", "--interval", "2s");
                Program client = connect(server, "--device", "d1", "--idle", "1s", "--interval", "2s", "--for", "9s")) {
            client.assertStatus(0);
            assertThat(server.out()).noneMatch(line -> line.contains("HUNG"));
        }
    }

    @Test
    void shouldEndForGoodWhenSuperseded() throws Exception {
        try (Program server = serve();
                Program first = connect(server, "--device", "d1")) {
            first.awaitOut("d1 is live");
            try (Program second = connect(server, "--device", "d1")) {
                second.awaitOut("d1 is live");
                first.assertStatus(1);
                assertThat(first.err())
                        .singleElement()
                        .asString()
                        .startsWith("linekeeper: d1: the server said goodbye: SUPERSEDED");
            }
        }
    }

    @Test
    void shouldFindAFrozenServerDead() throws Exception {
        try (Program server = serve("--heartbeat", "two-way", "--idle", "1s", "--interval", "1s", "--probes", "3");
                Program client = connect(
                        server,
                        "--device",
                        "d1",
                        "--idle",
                        "1s",
                        "--interval",
                        "1s",
                        "--probes",
                        "3",
                        "--for",
                        "20s")) {
            client.awaitOut("d1 is live");
            server.signal("STOP");
            client.awaitOut("d1 suspects its server");
            client.awaitOut("d1 is draining: the server was judged dead: HUNG");
            server.signal("CONT");
            client.assertStatus(1);
            assertThat(client.err())
                    .singleElement()
                    .asString()
                    .startsWith("linekeeper: d1: the server was judged dead: HUNG");
        }
    }

    @Test
    void shouldComeBackToAServerThatWasStartedAgain() throws Exception {
        int port;
        Program client;
        try (Program server = serve()) {
            port = server.port("line");
            client = connect(port, "--device", "d1");
            client.awaitOut("d1 is live");
            server.signal("TERM");
            server.assertStatus(0);
        }
        try (client) {
            client.awaitOut("d1 waits");
            try (Program again = Program.serve("--listen", "line:" + port)) {
                again.awaitOut("device d1");
                client.signal("TERM");
                client.assertStatus(0);
                assertThat(client.out()).anyMatch(line -> line.startsWith("d1 is draining: the server said goodbye: "));
            }
        }
    }

    @Test
    void shouldDriveAFleetAndSayHowItStands() throws Exception {
        try (Program server = serve();
                Program client =
                        connect(server, "--device-prefix", "d", "--lines", "200", "--send", "x", "--for", "6s")) {
            client.assertStatus(0);
            assertThat(client.out())
                    .contains("ended: 200 devices: 0 connecting, 0 live, 0 suspect, 0 draining, 0 waiting, 200 ended; 0"
                            + " reconnects")
                    .contains("before the end: 200 devices: 0 connecting, 200 live, 0 suspect, 0 draining, 0 waiting, 0"
                            + " ended; 0 reconnects");
            assertThat(client.out().size()).isBetween(2, 3);
        }
    }

    @Test
    void shouldSayThatItNeverReachedItsServer() throws Exception {
        try (Program client = connect(1, "--device", "d1", "--for", "2s")) {
            client.assertStatus(1);
            assertThat(client.err())
                    .containsExactly(
                            "linekeeper: there was no line at the end; d1: could not connect: connection refused");
        }
    }
}
