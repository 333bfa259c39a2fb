package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Ten thousand lines die at once, and who lives does not notice. What is asserted leaves out the worst hundredth of the round
 * trips, in which a collection of the server's or of this test's own garbage may lie; the worst is printed.
 */
@Isolated("it measures how soon lines are served")
@Timeout(180)
class MassSilenceIT {
    private static final int DEAD = 10_000;
    private static final int HEALTHY = 50;
    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMillis(50);

    @Test
    void shouldServeTheHealthyWhileTenThousandAreEnded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events.json");
        try (Program server = Program.serve(
                "--heartbeat", "one-way:" + BOUND.toSeconds() + "s", "--drain", "1s", "--events", file.toString())) {
            List<Peer> healthy = new ArrayList<>();
            for (int i = 0; i < HEALTHY; i++) {
                healthy.add(new Peer(server.port("length16")));
            }
            for (int round = 1; round <= 2; round++) {
                List<Duration> trips = dieTogether(server, healthy, round == 1 ? "cold" : "warm", file, round);
                assertThat(trips.get(trips.size() * 99 / 100)).isLessThan(LONGEST);
            }
            awaitOver(server, file);
            for (Peer each : healthy) {
                each.end();
            }
            server.signal("TERM");
            server.assertStatus(0);
        }
        List<JsonNode> events = Events.read(Files.readAllLines(file));
        Events.assertEndsRight(events);
        assertThat(Events.named(events, "mass_silence"))
                .extracting(event -> event.get("over").asBoolean())
                .containsExactly(false, true, false, true);
        assertThat(Events.named(events, "mass_silence").get(1).get("lines").asInt())
                .isEqualTo(DEAD);
        assertThat(Events.named(events, "mass_silence").get(1).get("of").asInt())
                .isEqualTo(DEAD + HEALTHY);
    }

    /** The whole of a mass silence is told when a second has passed without more. */
    private static void awaitOver(Program server, Path file) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0 && massSilences(file).size() < 4) {
            Thread.sleep(LOOK.toMillis());
        }
        assertThat(server.process.isAlive()).isTrue();
    }

    private static List<JsonNode> massSilences(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("mass_silence") && line.endsWith("}"))
                .map(Events::read)
                .toList();
    }

    /** The round trips of healthy lines while the others are judged and closed, the longest last. */
    private static List<Duration> dieTogether(Program server, List<Peer> healthy, String how, Path file, int round)
            throws Exception {
        List<SocketChannel> dying = new ArrayList<>();
        int port = server.port("fixed1028");
        try {
            for (int i = 0; i < DEAD; i++) {
                dying.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }
            for (SocketChannel each : dying) {
                each.write(ByteBuffer.allocate(1));
            }
            long lastByte = System.nanoTime();
            List<Duration> before =
                    trips(healthy, lastByte + BOUND.toNanos() - TimeUnit.SECONDS.toNanos(1), () -> false);
            trips(healthy, lastByte + BOUND.toNanos(), () -> count(server, "SILENT") > (round - 1L) * DEAD);
            List<Duration> meanwhile = trips(
                    healthy,
                    lastByte + BOUND.plus(PATIENCE).toNanos(),
                    () -> count(server, "closed (SILENT)") >= (long) round * DEAD);
            assertThat(count(server, "closed (SILENT)")).isEqualTo((long) round * DEAD);
            report(how, file, round, before, meanwhile);
            return meanwhile;
        } finally {
            for (SocketChannel each : dying) {
                each.close();
            }
        }
    }

    private static long count(Program server, String text) {
        return server.out().stream().filter(line -> line.contains(text)).count();
    }

    /** One round trip after the other, until then, or until it is done, which is asked now and then; the longest last. */
    private static List<Duration> trips(List<Peer> healthy, long until, BooleanSupplier done) throws IOException {
        List<Duration> trips = new ArrayList<>();
        byte[] frame = Peer.length16(8);
        long nextLook = System.nanoTime();
        for (int i = 0; System.nanoTime() - until < 0; i++) {
            Peer each = healthy.get(i % HEALTHY);
            long asked = System.nanoTime();
            each.send(frame);
            each.receive(frame.length);
            trips.add(Duration.ofNanos(System.nanoTime() - asked));
            if (System.nanoTime() - nextLook > 0) {
                if (done.getAsBoolean()) {
                    break;
                }
                nextLook = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        trips.sort(Comparator.naturalOrder());
        return trips;
    }

    private static void report(String how, Path file, int round, List<Duration> before, List<Duration> meanwhile)
            throws IOException {
        List<JsonNode> silent = Events.read(Files.readAllLines(file)).stream()
                .filter(event -> event.path("fate").asText().equals("SILENT"))
                .toList();
        List<JsonNode> verdicts = Events.named(silent, "verdict").subList((round - 1) * DEAD, round * DEAD);
        List<JsonNode> closed = Events.named(silent, "closed").subList((round - 1) * DEAD, round * DEAD);
        System.out.printf(
                Locale.ROOT,
                "measured: %s, %d verdicts within %d ms, all closed within %d ms; round trips of healthy lines, p50 / p99 /"
                        + " worst: %s ms, before: %s ms%n",
                how,
                DEAD,
                between(verdicts.get(0), verdicts.get(DEAD - 1)),
                between(verdicts.get(0), closed.get(DEAD - 1)),
                spread(meanwhile),
                spread(before));
    }

    private static String spread(List<Duration> trips) {
        int last = trips.size() - 1;
        return Stream.of(last / 2, last * 99 / 100, last)
                .map(at -> String.format(Locale.ROOT, "%.1f", trips.get(at).toNanos() / 1e6))
                .collect(Collectors.joining(" / "));
    }

    private static long between(JsonNode one, JsonNode other) {
        return Duration.between(
                        Instant.parse(one.get("at").asText()),
                        Instant.parse(other.get("at").asText()))
                .toMillis();
    }
}
