package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The devices of {@code examples} at the real jar. They mostly wait, so they do it at the same time. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ExamplesIT {
    private static final int LONG_MESSAGE = 100_000;

    @TempDir
    private static Path built;

    /** Believes every device, under the policy that is the default; each test has devices of its own there. */
    private static Program common;

    private final List<Program> started = new ArrayList<>();

    @BeforeAll
    static void begin() throws Exception {
        Example.prepare(built);
        common = serve();
    }

    @AfterAll
    static void endCommon() {
        if (common != null) {
            common.close();
        }
    }

    @AfterEach
    void end() {
        started.forEach(Program::close);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadAndWriteTheVectors(Example example, @TempDir Path folder) throws Exception {
        String vectors = Files.readString(Example.VECTORS);
        Path wrong = folder.resolve("wrong.txt");
        Files.writeString(wrong, vectors.replace("sequence=1", "sequence=2").replace("refused 5 ", "refused 4 "));
        try (Program right = example.run(built, "--vectors", Example.VECTORS.toString());
                Program different = example.run(built, "--vectors", wrong.toString())) {
            right.assertStatus(0);
            assertThat(right.out())
                    .hasSize(1
                            + Math.toIntExact(vectors.lines()
                                    .filter(line -> line.startsWith("name "))
                                    .count()))
                    .contains("ok talk-1-hello", "ok ack-to-client", "ok late-control-frames-to-client")
                    .noneMatch(line -> line.startsWith("not ok"));
            different.assertStatus(1);
            assertThat(different.out())
                    .anyMatch(line -> line.startsWith("not ok talk-7-beat-between: "))
                    .anyMatch(line -> line.startsWith("not ok data-second-flag-unknown: "))
                    .contains("ok talk-1-hello");
        }
    }

    @Test
    void shouldBeWelcomeAndGetItsMessagesBack() throws Exception {
        String longOne = "0123456789".repeat(LONG_MESSAGE / 10);
        List<Program> devices = new ArrayList<>();
        for (Example example : Example.values()) {
            devices.add(start(example, common, "short", "--send", "a \u001b[31m\"quote\"", "--for", "1"));
            devices.add(start(example, common, "long", "--send", longOne, "--for", "1", "--heartbeat", "two-way"));
            devices.add(start(example, common, "empty", "--send", "", "--for", "0"));
        }
        for (int i = 0; i < devices.size(); i += 3) {
            assertLeft(devices.get(i), "received 14 bytes \"a \\x1b[31m\\x22quote\\x22\"");
            assertLeft(devices.get(i + 1), "received 100000 bytes \"" + longOne + "\"");
            assertLeft(devices.get(i + 2), "received 0 bytes \"\"");
        }
        assertThat(common.out()).anyMatch(line -> line.contains("goodbye LEAVING: done"));
    }

    private static void assertLeft(Program device, String received) throws InterruptedException {
        device.assertStatus(0);
        assertThat(device.out()).hasSize(2).contains(received);
        assertThat(device.out().get(0)).startsWith("welcome: mode ");
        assertThat(device.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "one-way, beats,  SILENT, '--heartbeat one-way:1s'",
        "two-way, pings,  HUNG,   '--heartbeat two-way --idle 500ms --interval 200ms --probes 2'"
    })
    void shouldLiveWhileItRunsAndReadItsVerdictAfterItWasStopped(
            String heartbeat, String mode, String fate, String policy) throws Exception {
        try (Program server = serve(policy.split(" "))) {
            List<Program> live = new ArrayList<>();
            List<Program> stopped = new ArrayList<>();
            for (Example example : Example.values()) {
                live.add(start(example, server, "live", "--heartbeat", heartbeat, "--for", "5"));
                stopped.add(welcome(example, server, "stopped", "--heartbeat", heartbeat));
            }
            for (Program device : stopped) {
                device.signal("STOP");
            }
            for (Example example : Example.values()) {
                server.awaitOut(line -> line.contains(example.id("stopped")) && line.contains(") " + fate + ":"));
            }
            for (Program device : stopped) {
                device.signal("CONT");
            }
            for (Program device : stopped) {
                assertGoodbye(device, fate, "may reconnect after 0 ms", 3);
            }
            for (Program device : live) {
                device.assertStatus(0);
                assertThat(device.out()).singleElement().asString().startsWith("welcome: mode " + mode + ", interval ");
            }
        }
    }

    @Test
    void shouldStayAwayWhenSuperseded() throws Exception {
        for (Example example : Example.values()) {
            Program first = welcome(example, common, "one");
            Program second = welcome(example, common, "one");
            assertGoodbye(first, "SUPERSEDED", "may not reconnect", 4);
            assertThat(second.out()).hasSize(1);
        }
    }

    private static void assertGoodbye(Program device, String code, String whatNext, int status) throws Exception {
        device.assertStatus(status);
        assertThat(device.out())
                .last()
                .asString()
                .startsWith("goodbye " + code + " (")
                .endsWith(", " + whatNext);
        assertThat(device.err()).isEmpty();
    }

    @Test
    void shouldGiveADeadServerUpInTime() throws Exception {
        try (Program server = serve("--heartbeat", "two-way")) {
            List<Program> devices = new ArrayList<>();
            for (Example example : Example.values()) {
                devices.add(welcome(example, server, "lonely", "--heartbeat", "two-way"));
            }
            server.signal("STOP");
            long stopped = System.nanoTime();
            for (Program device : devices) {
                device.assertStatus(1);
                assertThat(Duration.ofNanos(System.nanoTime() - stopped))
                        .as("4 s after the last byte")
                        .isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(10));
                assertThat(device.err()).containsExactly("device: gives the server up: no answer in time");
            }
        }
    }

    @Test
    void shouldEndWithAGoodbyeWhenToldTo() throws Exception {
        for (Example example : Example.values()) {
            Program device = welcome(example, common, "told");
            device.signal("TERM");
            device.assertStatus(0);
            common.awaitOut(line -> line.contains(example.id("told")) && line.contains("goodbye LEAVING"));
        }
    }

    @Test
    void shouldProveItselfNeverTellItsSecretAndSayWhenItsServerGoesDown(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("table");
        Path wrong = Files.writeString(folder.resolve("wrong"), "not the secret\r\n");
        for (Example example : Example.values()) {
            Path secret = folder.resolve(example.name());
            Run credential =
                    Run.of("credential", example.id("proven"), "--add-to", "" + table, "--secret-file", "" + secret);
            assertThat(credential.status()).as(credential.err()).isZero();
            Files.writeString(secret, Files.readString(secret).strip() + "\r\n\n");
        }
        try (Program server = serve("--device-credentials", table.toString())) {
            List<Program> proven = new ArrayList<>();
            for (Example example : Example.values()) {
                Path secret = folder.resolve(example.name());
                proven.add(welcome(example, server, "proven", "--credential-file", secret.toString()));
                Program liar = start(example, server, "proven", "--credential-file", wrong.toString());
                Program silent = start(example, server, "proven");
                assertGoodbye(liar, "UNAUTHENTICATED", "may not reconnect", 4);
                assertGoodbye(silent, "UNAUTHENTICATED", "may not reconnect", 4);
            }
            server.signal("TERM");
            for (Program device : proven) {
                assertGoodbye(device, "SHUTDOWN", "may reconnect after 0 ms", 3);
            }
            server.assertStatus(0);
        }
        for (Program device : started) {
            String said = device.out() + " " + device.err();
            assertThat(said).doesNotContain("not the secret");
            for (Example example : Example.values()) {
                assertThat(said)
                        .doesNotContain(
                                Files.readString(folder.resolve(example.name())).strip());
            }
        }
    }

    /** Half a frame, and then nothing, holds nothing up; a PING between pieces is answered; what is wrong ends the line. */
    @ParameterizedTest
    @EnumSource
    void shouldBeatInTimeWhateverTheServerDoes(Example example) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program device = example.run(
                        built,
                        "127.0.0.1",
                        Integer.toString(listener.getLocalPort()),
                        "--device",
                        "d",
                        "--send",
                        "hello world");
                Socket line = listener.accept()) {
            line.setSoTimeout(10_000);
            DataInputStream in = new DataInputStream(line.getInputStream());
            assertThat(frame(in)).startsWith("0100").contains("4c494e45" + "0101" + "00000000" + "0101");
            send(
                    line,
                    "02000019" + "01" + "00000000" + "0000000000000001" + "01" + "000000c8" + "00000258" + "00"
                            + "0005");
            assertThat(frame(in)).isEqualTo("05000008" + "00000258" + "00000000");
            assertThat(frame(in)).isEqualTo("06010005" + hex("hello"));
            assertThat(frame(in)).isEqualTo("06010005" + hex(" worl"));
            assertThat(frame(in)).isEqualTo("06000001" + hex("d"));
            send(line, "06010003" + hex("a"));
            long before = System.nanoTime();
            for (int sequence = 1; sequence <= 6; sequence++) {
                assertThat(frame(in)).isEqualTo("05000008" + "00000258" + "0000000" + sequence);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("six beats of 200 ms, on a machine that may be busy")
                    .isLessThan(Duration.ofSeconds(5));
            send(line, hex("bc") + "0300000c" + "0123456789abcdef" + "00001388" + "06000001" + hex("\n"));
            assertThat(frame(in)).isEqualTo("04000008" + "0123456789abcdef");
            device.awaitOut("received 4 bytes \"abc\\x0a\"");
            send(line, "09000000");
            String last = frame(in);
            while (last.startsWith("05")) {
                last = frame(in);
            }
            assertThat(last).startsWith("0800").contains("0700" + "00000000");
            assertThat(in.read()).as("its FIN").isEqualTo(-1);
            line.shutdownOutput();
            device.assertStatus(1);
            assertThat(device.err()).singleElement().asString().startsWith("device: gives the server up: a frame of");
        }
    }

    private static String frame(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(4);
        byte[] payload = in.readNBytes(header.length < 4 ? 0 : (header[2] & 0xff) << 8 | (header[3] & 0xff));
        return HexFormat.of().formatHex(header) + HexFormat.of().formatHex(payload);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** In pieces of one byte. */
    private static void send(Socket line, String hex) throws IOException {
        OutputStream out = line.getOutputStream();
        line.setTcpNoDelay(true);
        for (byte one : HexFormat.of().parseHex(hex)) {
            out.write(one);
            out.flush();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "127.0.0.1 1",
                "127.0.0.1 0 --device d",
                "127.0.0.1 http --device d",
                "127.0.0.1 1 --device a/b",
                "127.0.0.1 1 --device",
                "127.0.0.1 1 2 --device d",
                "127.0.0.1 1 --device d --for -1",
                "127.0.0.1 1 --device d --heartbeat never",
                "127.0.0.1 1 --device d --credential-file /nowhere",
                "127.0.0.1 1 --device d --credential-file /dev/null",
                "127.0.0.1 1 --device d --no-such-option",
                "--vectors /nowhere"
            })
    void shouldRefuseWrongInputInOneSentence(String words) throws Exception {
        for (Example example : Example.values()) {
            try (Program device = example.run(built, words.isEmpty() ? new String[0] : words.split(" "))) {
                device.assertStatus(2);
                assertThat(device.err()).singleElement().asString().startsWith("device: ");
                assertThat(device.out()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatNoServerIsThere(Example example) throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        try (Program device = example.run(built, "127.0.0.1", Integer.toString(port), "--device", "d")) {
            device.assertStatus(1);
            assertThat(device.err()).containsExactly("device: cannot reach the server: Connection refused");
        }
    }

    private Program start(Example example, Program server, String role, String... options) throws IOException {
        Program device = example.start(built, server, example.id(role), options);
        started.add(device);
        return device;
    }

    /** Returns when it is welcome. */
    private Program welcome(Example example, Program server, String role, String... options) throws IOException {
        Program device = start(example, server, role, options);
        device.awaitOut("welcome: ");
        return device;
    }

    private static Program serve(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("--listen", "line:0"));
        args.addAll(List.of(options));
        return Program.serve(args.toArray(String[]::new));
    }
}
