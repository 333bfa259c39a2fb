package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.policy.PolicyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GatewayTest {
    private static final LivenessPolicy OFF = Served.policy(new Heartbeat.Off());
    private static final LivenessPolicy DEFAULT = LivenessPolicy.within(Duration.ofSeconds(30));

    private static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }

    private static Set<Thread> loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("loop-"))
                .collect(Collectors.toSet());
    }

    /** A loop has ended a moment before its thread has. */
    private static void assertNoMoreThan(Set<Thread> before) throws InterruptedException {
        Set<Thread> begun = loops();
        begun.removeAll(before);
        for (Thread thread : begun) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(thread.isAlive()).as("nothing is left behind: " + thread).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldTellListenersOfOneProtocolApart(Transport transport) throws Exception {
        try (Served served = new Served(
                        Served.config(transport, OFF, "fixed1028:0", "length16:0", "fixed1028:127.0.0.1:0"));
                Socket peer = served.connect(2)) {
            assertThat(served.events("listening").stream()
                            .map(event -> event.get("listener").textValue()))
                    .containsExactly("fixed1028", "length16", "fixed1028-2");
            assertThat(served.events("listening").stream()
                            .map(event -> event.get("port").intValue()))
                    .containsExactlyElementsOf(served.gateway.addresses().stream()
                            .map(InetSocketAddress::getPort)
                            .toList());
            JsonNode connected = served.events("connected").get(0);
            assertThat(connected.get("listener").textValue()).isEqualTo("fixed1028-2");
            assertThat(connected.get("peer").textValue()).isEqualTo("127.0.0.1:" + peer.getLocalPort());
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldSayInOneSentenceThatAPortIsInUse(Transport transport) throws Exception {
        Set<Thread> before = loops();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listener = "fixed1028:" + taken.getLocalPort();

            assertThatThrownBy(() -> new Served(Served.config(transport, OFF, "length16:0", listener)))
                    .isInstanceOf(GatewayException.class)
                    .hasMessage("cannot listen for fixed1028 on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use; choose another, or port 0 for a free one");
        }
        assertNoMoreThan(before);
    }

    @Test
    void shouldSayInOneSentenceThatAHostIsNotHere() {
        assertThatThrownBy(() -> new Served(Served.config(Transport.NIO, OFF, "fixed1028:192.0.2.1:0")))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("the host is no address of this machine");
        assertThatThrownBy(() -> new Served(Served.config(Transport.NIO, OFF, "fixed1028:no.such.host.invalid:0")))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("is not known here");
    }

    /** Without its heartbeat, which length16 has not, this policy finds nothing; that comes out when it is applied. */
    @Test
    void shouldLeaveNothingBehindWhenAPolicyCannotHoldForAProtocol() throws Exception {
        LivenessPolicy policy = new LivenessPolicy(
                new KernelPolicy(Optional.empty(), Optional.of(Duration.ofSeconds(30))),
                new Heartbeat.OneWay(Duration.ofSeconds(10)),
                Duration.ofSeconds(20),
                Served.DRAIN);
        Set<Thread> before = loops();

        assertThatThrownBy(() -> new Served(Served.config(Transport.NIO, policy, "fixed1028:0", "length16:0")))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("would be the only detector");
        assertNoMoreThan(before);
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldGreetEachLine(Transport transport) throws Exception {
        byte[] greeting = "hello".getBytes(StandardCharsets.US_ASCII);
        GatewayConfig config = new GatewayConfig(
                List.of(ListenAddress.parse("fixed1028:0"), ListenAddress.parse("length16:0")),
                OFF,
                Verdicts.END,
                transport,
                Devices.anonymousOnLoopback(),
                ByteBuffer.wrap(greeting),
                Duration.ZERO,
                Duration.ZERO,
                false,
                Reporting.none());
        try (Served served = new Served(config)) {
            for (int i = 0; i < 4; i++) {
                try (Socket peer = served.connect(i % 2)) {
                    assertThat(peer.getInputStream().readNBytes(greeting.length))
                            .isEqualTo(greeting);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldStopWithinFiveSecondsAlthoughNobodyCloses(Transport transport) throws Exception {
        List<Socket> peers = new ArrayList<>();
        try (Served served = new Served(Served.config(transport, DEFAULT, "fixed1028:0", "length16:0"))) {
            for (int i = 0; i < 20; i++) {
                peers.add(served.connect(i % 2));
            }
            long begin = System.nanoTime();
            served.gateway.stop();

            assertThat(since(begin)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
            served.await("closed", peers.size());
            assertThat(served.events("verdict").stream()
                            .map(event -> event.get("fate").textValue()))
                    .hasSize(peers.size())
                    .containsOnly("SHUTDOWN");
        }
        for (Socket peer : peers) {
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldStopAtOnceWhenThePeersClose(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, DEFAULT, "fixed1028:0", "length16:0"));
                Socket one = served.connect(0);
                Socket other = served.connect(1)) {
            Thread peers = new Thread(() -> {
                try (one;
                        other) {
                    assertThat(one.getInputStream().read()).isEqualTo(-1);
                    assertThat(other.getInputStream().read()).isEqualTo(-1);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            peers.start();
            long begin = System.nanoTime();
            served.gateway.stop();

            assertThat(since(begin)).isLessThan(Duration.ofSeconds(2));
            peers.join();
        }
    }

    @Test
    void shouldDrainForLongerThanFiveSecondsIfThatIsAskedFor() throws Exception {
        LivenessPolicy patient = new LivenessPolicy(
                KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(9), Duration.ofSeconds(2), 10)),
                new Heartbeat.Off(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(6));
        try (Served served = new Served(Served.config(Transport.AUTO, patient, "length16:0"));
                Socket peer = served.connect()) {
            long begin = System.nanoTime();
            served.gateway.stop();

            assertThat(since(begin)).isBetween(Duration.ofSeconds(6), Duration.ofMillis(7500));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldStopTwice() throws Exception {
        try (Served served = new Served(Served.config(Transport.AUTO, OFF, "length16:0"))) {
            served.gateway.stop();
            long begin = System.nanoTime();
            served.gateway.stop();

            assertThat(since(begin)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldAcceptNobodyAfterItStopped() throws Exception {
        InetSocketAddress address;
        try (Served served = new Served(Served.config(Transport.AUTO, OFF, "length16:0"))) {
            address = served.gateway.addresses().get(0);
        }
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldDescribeWhatAnAcceptedSocketReallyGot(Transport transport) throws Exception {
        try (EventLog log = new EventLog(new PrintStream(new ByteArrayOutputStream(), false, "UTF-8"), null);
                Gateway gateway = Gateway.start(Served.config(transport, DEFAULT, "fixed1028:0", "length16:0"), log)) {
            assertThat(gateway.describe())
                    .startsWith("transport " + transport.name().toLowerCase(Locale.ROOT))
                    .contains("an accepted socket really has: SO_KEEPALIVE on, TCP_KEEPIDLE 9 s, TCP_KEEPINTVL 2 s");
        }
    }
}
