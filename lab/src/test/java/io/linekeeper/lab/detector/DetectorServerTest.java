package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
final class DetectorServerTest {
    private static final List<String> ALL = Detectors.all().stream()
            .filter(detector -> !detector.predictedOnly())
            .map(Detector::id)
            .toList();

    /** What ends a line at once under each detector that is told of FIN. */
    private static final Map<String, String> FIN = fates("end of stream", "end of stream", "FINISHED");

    private static final Map<String, String> RST = fates("connection reset by peer", "connection reset", "RESET");

    private static Map<String, String> fates(String netty, String jdk, String ours) {
        Map<String, String> fates = new LinkedHashMap<>();
        for (String id : ALL) {
            boolean plain = id.equals("peek") || id.equals("polling");
            fates.put(id, Detectors.named(id).ours() ? ours : plain ? jdk : netty);
        }
        fates.remove("write-succeeds");
        return fates;
    }

    private static List<Socket> connect(RunningServer server, List<String> detectors) throws IOException {
        List<Socket> lines = new ArrayList<>();
        for (int i = 0; i < detectors.size(); i++) {
            Socket line = new Socket(server.address(), DetectorServer.FIRST_PORT + i);
            lines.add(line);
            server.awaitAccepted(detectors.get(i), line);
        }
        return lines;
    }

    private static void close(List<Socket> lines) throws IOException {
        for (Socket line : lines) {
            line.close();
        }
    }

    @Test
    void shouldTellOfFin() throws IOException {
        try (RunningServer server = RunningServer.with(ALL)) {
            List<Socket> lines = connect(server, ALL);

            for (Socket line : lines) {
                line.shutdownOutput();
            }

            FIN.forEach((detector, fate) ->
                    assertThat(server.awaitFound(detector).fate()).as(detector).isEqualTo(fate));
            close(lines);
        }
    }

    @Test
    void shouldTellOfResets() throws IOException {
        try (RunningServer server = RunningServer.with(ALL)) {
            for (Socket line : connect(server, ALL)) {
                line.setSoLinger(true, 0);
                line.close();
            }

            RST.forEach((detector, fate) ->
                    assertThat(server.awaitFound(detector).fate()).as(detector).isEqualTo(fate));
            assertThat(server.awaitFound("write-succeeds").fate()).startsWith("connection reset");
        }
    }

    @Test
    void shouldSendOnEachLine() throws IOException {
        List<String> withoutHandshake =
                ALL.stream().filter(id -> !id.equals("within")).toList();
        try (RunningServer server = RunningServer.with(withoutHandshake)) {
            List<Socket> lines = connect(server, withoutHandshake);

            server.order("send 1500");

            for (Socket line : lines) {
                assertThat(line.getInputStream().readNBytes(1500)).hasSize(1500);
            }
            close(lines);
        }
    }

    @Test
    void shouldReadNothingWhileItIsBlocked() throws IOException {
        try (RunningServer server = RunningServer.with(ALL)) {
            List<Socket> lines = connect(server, ALL);
            long blocked = System.nanoTime();
            server.order("block 500");

            close(lines);

            FIN.keySet()
                    .forEach(detector -> assertThat(server.awaitFound(detector).nanos() - blocked)
                            .as(detector)
                            .isGreaterThanOrEqualTo(500_000_000));
        }
    }

    @Test
    void shouldLeaveConnectionsInTheQueueUntilItAccepts() throws IOException {
        try (RunningServer server = RunningServer.with(ALL)) {
            server.order("accept off");
            List<Socket> lines = new ArrayList<>();
            for (int i = 0; i < ALL.size(); i++) {
                lines.add(new Socket(server.address(), DetectorServer.FIRST_PORT + i));
            }
            server.order("block 0");
            long allowed = System.nanoTime();

            server.order("accept on");

            for (int i = 0; i < ALL.size(); i++) {
                assertThat(server.awaitAccepted(ALL.get(i), lines.get(i)).nanos())
                        .as(ALL.get(i))
                        .isGreaterThan(allowed);
            }
            close(lines);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jump | there is no command \"jump\"; there are send N, block MILLIS, accept on, accept off, exhaust",
                "send | \"send\" cannot be obeyed; there are send N, block MILLIS, accept on, accept off, exhaust",
                "block x | \"block x\" cannot be obeyed; there are send N, block MILLIS, accept on, accept off, exhaust",
            })
    void shouldSayWhichCommandsThereAre(String command, String answer) throws IOException {
        try (RunningServer server = RunningServer.with(List.of("none"))) {
            server.tell(command);

            assertThat(server.await(event -> event.kind() == Kind.REFUSED).says())
                    .isEqualTo(answer);
        }
    }

    /** The limit of this process is higher than the one that the program is started with. */
    @Test
    void shouldRefuseToSayThatNoDescriptorIsLeftWhileThereIsOne() throws IOException {
        UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        assumeThat(system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
                .isGreaterThan(2048);
        try (RunningServer server = RunningServer.with(List.of("none"))) {
            server.tell("exhaust");

            assertThat(server.await(event -> event.kind() == Kind.REFUSED || event.kind() == Kind.DONE)
                            .says())
                    .isEqualTo("1024 descriptors taken, and there are some left");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "127.0.0.1 | an address and the names of detectors are needed, and there are 1 arguments: DetectorServer ADDRESS DETECTOR...",
                "127.0.0.1 linux-defaults | the detector \"linux-defaults\" is predicted only and cannot be run; leave it out",
                "no.address.invalid none | \"no.address.invalid\" is no address of this machine; give one, as 127.0.0.1",
                "192.0.2.1 none | cannot listen on /192.0.2.1:7001: bind(..) failed with error(-99): Cannot assign requested address",
                "192.0.2.1 peek | cannot listen on /192.0.2.1:7001: Cannot assign requested address",
                "192.0.2.1 polling | cannot listen on /192.0.2.1:7001: Cannot assign requested address",
            })
    void shouldRefuseBadArgumentsInOneSentence(String arguments, String sentence) throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        InputStream nothing = new ByteArrayInputStream(new byte[0]);

        int code = DetectorServer.run(
                List.of(arguments.split(" ")),
                nothing,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));

        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith(sentence);
        assertThat(code).isEqualTo(2);
    }
}
