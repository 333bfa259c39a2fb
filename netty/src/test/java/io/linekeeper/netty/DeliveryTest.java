package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.netty.DeviceServer.Settings;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a device's kernel was told was received before our FIN has been handed to the application, once and in order. */
final class DeliveryTest {
    private static final Duration BOUND = Duration.ofMillis(400);
    private static final LivenessPolicy POLICY = new LivenessPolicy(
            KernelPolicy.off(), new Heartbeat.OneWay(BOUND), Duration.ofSeconds(20), Duration.ofSeconds(8));
    private static final int LATE = 100;
    private static final int DEVICES = 10;
    private static final int TAKEOVERS_EACH = 10;

    /** Where a kernel can be asked what it has acknowledged. */
    static Stream<Setup> servers() {
        return Transport.AUTO.resolve().transport() == Transport.EPOLL ? Setup.eachTransport() : Stream.empty();
    }

    private final List<NumberedLine> lines = new CopyOnWriteArrayList<>();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("servers")
    void shouldDeliverOnceAndInOrderAllThatWasAcknowledgedBeforeOurFin(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                Dialer dialer = new Dialer(server.server.port())) {
            for (int device = 0; device < DEVICES; device++) {
                takeOver(dialer, "phone-" + device, TAKEOVERS_EACH);
            }
            awaitClosed(server, DEVICES * (TAKEOVERS_EACH + 1));
            assertThat(server.sessions.events())
                    .filteredOn("superseded"::equals)
                    .hasSize(DEVICES * TAKEOVERS_EACH);
            assertDelivered(server);
            tell(setup, "taken over", server);

            lines.clear();
            for (int device = 0; device < LATE; device++) {
                beLate(dialer, "pump-" + device);
            }
            awaitClosed(server, DEVICES * (TAKEOVERS_EACH + 1) + LATE);
            assertThat(server.lines.of("closed"))
                    .filteredOn(
                            closed -> Objects.requireNonNull(closed.verdict()).fate() == Fate.SILENT)
                    .hasSize(LATE);
            assertDelivered(server);
            for (NumberedLine late : lines) {
                assertThat(delivered(server, late)).as("it was read to its end").hasSize(NumberedLine.MESSAGES);
            }
            tell(setup, "late", server);
        }
    }

    /** Each line is taken over in the midst of what it says, the last one is not. Some drain when it happens once more. */
    private void takeOver(Dialer dialer, String device, int times) {
        int wait = random.nextInt(25);
        dialer.dial(open(device, random.nextInt(60), line -> {
            if (times == 0) {
                line.send(NumberedLine.MESSAGES, 3, 1);
            } else {
                line.send(NumberedLine.MESSAGES - 5, 3, 1);
                line.later(wait, () -> takeOver(dialer, device, times - 1));
            }
        }));
    }

    /** Speaks, is silent for about as long as it may, speaks again, and has its last words when it is told goodbye. */
    private void beLate(Dialer dialer, String device) {
        long silence = BOUND.toMillis() - 10 + random.nextInt(60);
        dialer.dial(open(device, 0, line -> {
            line.send(15, 3, 1);
            line.later(silence, () -> line.send(35, 20, 1));
        }));
    }

    private NumberedLine open(String device, int hesitationMillis, Consumer<NumberedLine> welcomed) {
        Frame.Offer beats = new Frame.Offer(true, false, false);
        Frame.Hello hello = Device.helloOf(device, 1, new byte[0], beats);
        NumberedLine line = new NumberedLine(device, hello, welcomed, hesitationMillis);
        lines.add(line);
        return line;
    }

    private void awaitClosed(DeviceServer server, int count) throws Exception {
        Loopback.await(() -> server.lines.of("closed").size(), closed -> closed == count);
    }

    private void assertDelivered(DeviceServer server) {
        assertThat(lines)
                .as("lines that asked their kernel at our FIN")
                .filteredOn(line -> line.acknowledged >= 0)
                .hasSizeGreaterThanOrEqualTo(LATE);
        for (NumberedLine line : lines) {
            List<Integer> delivered = delivered(server, line);
            assertThat(delivered)
                    .as("seed " + seed + ": in order, once, and without a gap")
                    .isEqualTo(IntStream.range(0, delivered.size()).boxed().toList());
            assertThat(delivered)
                    .as("seed " + seed + ": all that was acknowledged before the FIN")
                    .hasSizeGreaterThanOrEqualTo(line.acknowledged);
        }
    }

    /** Epochs tell the sessions of one device apart, and no more. */
    private static List<Integer> delivered(DeviceServer server, NumberedLine line) {
        return server.inbox.stream()
                .filter(received -> received.session().epoch() == line.epoch
                        && received.session().device().text().equals(line.device))
                .map(received -> NumberedLine.numberIn(received.text()))
                .toList();
    }

    /** For whoever reads the build's log. */
    private void tell(Setup setup, String what, DeviceServer server) {
        System.out.printf(
                "measured: %s, %s: %d messages of %d lines acknowledged at our FIN, %d of all %d delivered%n",
                setup,
                what,
                lines.stream().mapToInt(line -> Math.max(0, line.acknowledged)).sum(),
                lines.stream().filter(line -> line.acknowledged >= 0).count(),
                lines.stream().mapToInt(line -> delivered(server, line).size()).sum(),
                lines.size() * NumberedLine.MESSAGES);
    }

    /** Opens lines to a server, all on one loop. */
    private record Dialer(MultiThreadIoEventLoopGroup group, int port) implements AutoCloseable {
        Dialer(int port) {
            this(new MultiThreadIoEventLoopGroup(1, Transport.EPOLL.resolve().ioHandlers()), port);
        }

        void dial(NumberedLine line) {
            new Bootstrap()
                    .group(group)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<EpollSocketChannel>() {
                        @Override
                        protected void initChannel(EpollSocketChannel channel) {
                            channel.pipeline().addLast(WireDecoder.ofClient(65_535), line);
                        }
                    })
                    .connect(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public void close() {
            Loops.end(group, Duration.ofSeconds(1)).syncUninterruptibly();
        }
    }
}
