package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The echo, over real sockets. */
final class Length16ServiceTest {
    private static final LivenessPolicy OFF = Served.policy(new Heartbeat.Off());
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final LivenessPolicy STALLS =
            new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), STALL, Served.DRAIN);

    private static byte[] frames(Random random, int... lengths) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int length : lengths) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            out.writeShort(length);
            out.write(payload);
        }
        return bytes.toByteArray();
    }

    private static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }

    private static void assertSame(byte[] received, byte[] sent, long seed) {
        assertThat(received.length).as("bytes, seed " + seed).isEqualTo(sent.length);
        assertThat(Arrays.mismatch(received, sent)).as("seed " + seed).isEqualTo(-1);
    }

    private static Thread send(Socket peer, byte[] bytes, int pieces, Random random) {
        Thread sender = new Thread(() -> {
            try {
                int from = 0;
                for (int i = 1; i <= pieces; i++) {
                    int to = i == pieces ? bytes.length : from + random.nextInt((bytes.length - from) / 2 + 1);
                    peer.getOutputStream().write(bytes, from, to - from);
                    from = to;
                }
                peer.shutdownOutput();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        sender.start();
        return sender;
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldEchoFramesUnchangedAndInOrder(Transport transport) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] sent = frames(random, 0, 1, 65_535, 0, 0, 300, 65_535, 2, 12_000, 65_534);
        for (Duration delay : List.of(Duration.ZERO, Duration.ofMillis(200))) {
            try (Served served = new Served(Served.config(transport, OFF, delay, "length16:0"));
                    Socket peer = served.connect()) {
                long begin = System.nanoTime();
                Thread sender = send(peer, sent, 7, random);

                assertSame(peer.getInputStream().readAllBytes(), sent, seed);
                assertThat(since(begin)).isBetween(delay, delay.plusSeconds(2));
                sender.join();
                assertThat(served.awaitEnd().get("fate").textValue()).isEqualTo("FINISHED");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldEchoThePayloadAlone(Transport transport) throws Exception {
        GatewayConfig bare = new GatewayConfig(
                List.of(ListenAddress.parse("length16:0")),
                OFF,
                Verdicts.END,
                transport,
                Devices.anonymousOnLoopback(),
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Duration.ZERO,
                true,
                Reporting.none());
        try (Served served = new Served(bare);
                Socket peer = served.connect()) {
            peer.getOutputStream().write(new byte[] {0, 2, 'a', 'b', 0, 0, 0, 1, 'c', 0});
            peer.shutdownOutput();

            assertThat(peer.getInputStream().readAllBytes()).containsExactly('a', 'b', 'c');
            assertThat(served.awaitEnd().at("/evidence/detail").textValue())
                    .isEqualTo("in the middle of a frame, after 1 bytes of it");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldCutAnEchoThatWaitsLongerThanTheDrain(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, OFF, Duration.ofMinutes(1), "length16:0"));
                Socket peer = served.connect()) {
            long begin = System.nanoTime();
            peer.getOutputStream().write(new byte[] {0, 0});
            peer.shutdownOutput();

            assertThat(served.awaitEnd().get("fate").textValue()).isEqualTo("FINISHED");
            assertThat(since(begin)).isBetween(Served.DRAIN.minusMillis(1), Served.DRAIN.plusSeconds(1));
        }
    }

    private static long nettyMemory() {
        ByteBufAllocatorMetric metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        assertThat(ByteBufAllocator.DEFAULT).isInstanceOf(AdaptiveByteBufAllocator.class);
        return metric.usedDirectMemory() + metric.usedHeapMemory();
    }

    /** Sends until nothing has been taken for a while, and reads nothing. */
    private static long flood(SocketChannel peer, Duration whileNothingIsTaken) throws IOException {
        peer.configureBlocking(false);
        byte[] frame = frames(new Random(1), 60_000);
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        long sent = 0;
        long taken = System.nanoTime();
        while (since(taken).compareTo(whileNothingIsTaken) < 0 && sent < 1 << 30) {
            int now = peer.write(bytes);
            if (now > 0) {
                taken = System.nanoTime();
                sent += now;
            } else {
                LockSupport.parkNanos(1_000_000);
            }
            if (!bytes.hasRemaining()) {
                bytes.rewind();
            }
        }
        return sent;
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldBoundWhatAPeerSendsThatDoesNotRead(Transport transport) throws Exception {
        for (Duration delay : List.of(Duration.ZERO, Duration.ofMillis(50))) {
            long before = nettyMemory();
            try (Served served = new Served(Served.config(transport, OFF, delay, "length16:0"));
                    SocketChannel peer = SocketChannel.open(address(served))) {
                served.await("connected", 1);
                long sent = flood(peer, Duration.ofMillis(500));

                assertThat(sent).as("bounded by the kernel's buffers and ours").isLessThan(64 << 20);
                assertThat(nettyMemory() - before).isLessThan(16 << 20);
                assertThat(served.events("verdict")).isEmpty();
            }
        }
    }

    private static InetSocketAddress address(Served served) {
        return served.gateway.addresses().get(0);
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldFindAPeerThatDoesNotRead(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, STALLS, "length16:0"));
                SocketChannel peer = SocketChannel.open(address(served))) {
            served.await("connected", 1);
            flood(peer, Duration.ofMillis(300));
            long full = System.nanoTime();

            assertThat(served.awaitEnd().get("fate").textValue()).isEqualTo("STALLED");
            assertThat(since(full))
                    .isLessThan(STALL.multipliedBy(2).plus(Served.DRAIN).plusSeconds(1));
        }
    }

    /** It hears nothing from us for long, since we do not read while it does not: that is our back-pressure, not its death. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldLetASlowReaderLive(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, STALLS, "length16:0"));
                SocketChannel peer = SocketChannel.open(address(served))) {
            served.await("connected", 1);
            long sent = flood(peer, Duration.ofMillis(200));
            ByteBuffer sip = ByteBuffer.allocate(32 << 10);
            long begin = System.nanoTime();
            long read = 0;
            while (since(begin).compareTo(STALL.multipliedBy(4)) < 0) {
                sip.clear();
                read += Math.max(0, peer.read(sip));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }

            assertThat(served.events("verdict")).isEmpty();
            assertThat(read).as("of " + sent).isLessThan(sent);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldEchoABulkThatIsReadLate(Transport transport) throws Exception {
        byte[] bulk = frames(
                new Random(3), IntStream.generate(() -> 50_000).limit(400).toArray());
        try (Served served = new Served(Served.config(
                        transport,
                        new LivenessPolicy(
                                KernelPolicy.off(),
                                new Heartbeat.Off(),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20)),
                        "length16:0"));
                Socket peer = served.connect()) {
            Thread sender = send(peer, bulk, 3, new Random(4));
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());

            assertSame(peer.getInputStream().readNBytes(bulk.length), bulk, 4);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            sender.join();
        }
    }
}
