package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that says nothing, under each detector that goes by silence, with times as short as they may be. */
@Timeout(20)
final class SilenceTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();

    private static LivenessPolicy policy(Heartbeat heartbeat) {
        return new LivenessPolicy(KernelPolicy.off(), heartbeat, Duration.ofSeconds(4), Duration.ZERO);
    }

    /** Connects, is silent, and returns what that was found to be and how long after it was accepted. */
    private ServerEvent found(Entry.Opening opening, Duration from, Duration to)
            throws IOException, InterruptedException {
        InetSocketAddress address = free();
        try (Service service = opening.open(address, new Watch("it", events::add));
                Socket line = new Socket(address.getAddress(), address.getPort())) {
            ServerEvent accepted = await(Kind.ACCEPTED);
            ServerEvent found = await(Kind.FOUND);
            assertThat(accepted.peer()).isEqualTo("127.0.0.1:" + line.getLocalPort());
            assertThat(found.peer()).isEqualTo(accepted.peer());
            assertThat(Duration.ofNanos(found.nanos() - accepted.nanos())).isBetween(from, to);
            assertThat(line.getInputStream().readAllBytes().length % 1028).isZero();
            await(Kind.CLOSED);
            assertThat(service).isNotNull();
            return found;
        }
    }

    private ServerEvent await(Kind kind) throws InterruptedException {
        ServerEvent event = events.poll(10, TimeUnit.SECONDS);
        while (event != null && event.kind() != kind) {
            event = events.poll(10, TimeUnit.SECONDS);
        }
        assertThat(event).isNotNull();
        return event;
    }

    private static InetSocketAddress free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }

    @Test
    void shouldBeFoundByTheIdleHandler() throws Exception {
        ServerEvent found = found(NettyServers.readerIdle(SHORT), SHORT.minusMillis(50), SHORT.plusSeconds(2));

        assertThat(found.fate()).isEqualTo("READER_IDLE");
    }

    @Test
    void shouldBeFoundByThePollingThreadAtItsNextLook() throws Exception {
        ServerEvent found = found(
                (address, watch) -> new PollingServer(address, SHORT, watch),
                SHORT.minusMillis(50),
                SHORT.plus(PollingServer.LOOK).plusSeconds(2));

        assertThat(found.fate()).isEqualTo("TIMEOUT");
    }

    @Test
    void shouldBeFoundByAOneWayHeartbeat() throws Exception {
        ServerEvent found =
                found(OurServers.listening(policy(new Heartbeat.OneWay(SHORT))), SHORT, SHORT.plusSeconds(2));

        assertThat(found.fate()).isEqualTo("SILENT");
        assertThat(found.says()).startsWith("SILENT: ");
    }

    /** Its kernel acknowledges the questions. */
    @Test
    void shouldBeFoundByATwoWayHeartbeatToBeHung() throws Exception {
        KeepAlive rule = new KeepAlive(Duration.ofMillis(100), Duration.ofMillis(100), 2);
        ServerEvent found = found(
                OurServers.asking(policy(new Heartbeat.TwoWay(rule, Heartbeat.Answers.REQUIRED))),
                SHORT.minusMillis(50),
                SHORT.plusSeconds(2));

        assertThat(found.fate()).isEqualTo("HUNG");
    }
}
