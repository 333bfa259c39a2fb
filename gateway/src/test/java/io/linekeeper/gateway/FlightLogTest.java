package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.gateway.flight.Exposure;
import io.linekeeper.gateway.flight.FlightFile;
import io.linekeeper.gateway.flight.RecordedFlight;
import io.linekeeper.line.Fate;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flight recorder of a running gateway. */
class FlightLogTest {
    private static final Heartbeat BEATS = new Heartbeat.OneWay(Duration.ofMillis(600));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream words = new ByteArrayOutputStream();

    private String serveASilentPeer(OutputStream out) throws Exception {
        EventLog events = new EventLog(new PrintStream(words, false, StandardCharsets.UTF_8), null);
        GatewayConfig config = Served.config(Transport.AUTO, Served.policy(BEATS), "fixed1028:0");
        try (Gateway gateway = Gateway.start(config, events, new FlightLog(out, events))) {
            InetSocketAddress address = gateway.addresses().get(0);
            try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
                // until it is ended
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
        events.close();
        return words.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldRecordTheSilenceOfALineAndHowLongItWasWatched() throws Exception {
        Path file = folder.resolve("flights");
        try (OutputStream out = Files.newOutputStream(file)) {
            serveASilentPeer(out);
        }
        List<RecordedFlight> flights = new ArrayList<>();
        List<Exposure> exposures = new ArrayList<>();
        FlightFile.read(file, flights::add, exposures::add, note -> {
            throw new AssertionError(note);
        });
        assertThat(flights).hasSize(1);
        RecordedFlight recorded = flights.get(0);
        assertThat(recorded.listener()).isEqualTo("fixed1028");
        assertThat(recorded.peer()).startsWith("127.0.0.1:");
        assertThat(recorded.device()).isNull();
        assertThat(recorded.flight().end().fate()).isEqualTo(Fate.SILENT);
        assertThat(recorded.flight().policy().heartbeat()).isEqualTo(BEATS);
        long watched = exposures.stream().mapToLong(Exposure::lineNanos).sum();
        assertThat(Duration.ofNanos(watched)).isBetween(Duration.ofMillis(600), Duration.ofSeconds(10));
        assertThat(exposures).extracting(Exposure::listener).containsOnly("fixed1028");
    }

    @Test
    void shouldSayOnceThatItCannotWriteAndGoOn() throws Exception {
        String said = serveASilentPeer(new OutputStream() {
            private int written;

            @Override
            public void write(int b) throws IOException {
                if (b == '\n') {
                    written++;
                }
                if (written > 1) {
                    throw new IOException("No space left on device");
                }
            }
        });
        assertThat(said)
                .containsOnlyOnce("the flight recording cannot be written (No space left on device); nothing more is")
                .contains("closed (SILENT)");
    }
}
