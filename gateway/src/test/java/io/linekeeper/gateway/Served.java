package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A running gateway, and what it said. Closing it checks that each line ended as it must. */
final class Served implements AutoCloseable {
    static final Duration DRAIN = Duration.ofMillis(500);
    private static final long LIMIT_SECONDS = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    final Gateway gateway;
    private final EventLog log;
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    Served(GatewayConfig config) throws Exception {
        log = new EventLog(new PrintStream(words, false, StandardCharsets.UTF_8), json);
        gateway = Gateway.start(config, log);
    }

    static Stream<Transport> transports() {
        return Stream.of(Transport.AUTO.resolve().transport(), Transport.NIO).distinct();
    }

    static LivenessPolicy policy(Heartbeat heartbeat) {
        return new LivenessPolicy(KernelPolicy.off(), heartbeat, Duration.ofSeconds(20), DRAIN);
    }

    static GatewayConfig config(Transport transport, LivenessPolicy policy, String... listeners) {
        return config(transport, policy, Duration.ZERO, listeners);
    }

    static GatewayConfig config(Transport transport, LivenessPolicy policy, Duration delay, String... listeners) {
        return new GatewayConfig(
                Arrays.stream(listeners).map(ListenAddress::parse).toList(),
                policy,
                Verdicts.END,
                transport,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                delay,
                delay,
                false,
                Reporting.none());
    }

    Socket connect() throws Exception {
        return connect(0);
    }

    /** A peer that is connected, and known to the gateway. */
    Socket connect(int listener) throws Exception {
        int before = events("connected").size();
        InetSocketAddress address = gateway.addresses().get(listener);
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        await("connected", before + 1);
        return socket;
    }

    List<JsonNode> events() {
        return json.toString(StandardCharsets.UTF_8).lines().map(Served::read).toList();
    }

    List<JsonNode> events(String name) {
        return events().stream()
                .filter(event -> event.get("event").textValue().equals(name))
                .toList();
    }

    List<String> said() {
        return words.toString(StandardCharsets.UTF_8).lines().toList();
    }

    JsonNode await(String name, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (events(name).size() < count) {
            assertThat(System.nanoTime() - deadline)
                    .as("%s times %s in %s", count, name, events())
                    .isNegative();
            LockSupport.parkNanos(1_000_000);
        }
        return events(name).get(count - 1);
    }

    /** Waits for the end of the one line; its verdict. */
    JsonNode awaitEnd() {
        await("closed", 1);
        return events("verdict").get(0);
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    /** Each {@code connected} is followed by exactly one {@code verdict} and then by exactly one {@code closed}. */
    private void checkEnds() {
        for (JsonNode connected : events("connected")) {
            List<String> ends = events().stream()
                    .filter(event -> event.path("line").equals(connected.get("line")))
                    .map(event -> event.get("event").textValue())
                    .filter(List.of("connected", "verdict", "closed")::contains)
                    .toList();
            assertThat(ends).as(events().toString()).containsExactly("connected", "verdict", "closed");
        }
        assertThat(events("closed")).hasSameSizeAs(events("connected"));
    }

    @Override
    public void close() {
        gateway.stop();
        log.close();
        checkEnds();
    }
}
