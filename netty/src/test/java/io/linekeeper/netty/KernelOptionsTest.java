package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.epoll.Epoll;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** On real sockets over loopback, on each transport this machine has. */
final class KernelOptionsTest {
    private static final KernelPolicy KEEPALIVE = new KernelPolicy(
            Optional.of(new KeepAlive(Duration.ofSeconds(11), Duration.ofSeconds(3), 7)), Optional.empty());
    private static final KernelPolicy BOTH = new KernelPolicy(
            Optional.of(new KeepAlive(Duration.ofSeconds(12), Duration.ofSeconds(4), 5)),
            Optional.of(Duration.ofMillis(40_500)));

    static Stream<ResolvedTransport> transports() {
        return Stream.of(Transport.AUTO.resolve(), Transport.NIO.resolve()).distinct();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldHandTheListenersOptionsToAcceptedSockets(ResolvedTransport transport) throws Exception {
        EffectiveOptions got = accepted(transport, KEEPALIVE);

        assertThat(got.keepAlive()).contains(true);
        assertThat(got.idleSeconds()).hasValue(11);
        assertThat(got.intervalSeconds()).hasValue(3);
        assertThat(got.probes()).hasValue(7);
        assertThat(got.differencesFrom(KEEPALIVE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldSwitchKeepAliveOffExplicitly(ResolvedTransport transport) throws Exception {
        try (Loopback loopback = new Loopback(transport, bootstrap -> {
                    transport.kernelOptions().inherit(bootstrap, BOTH);
                    transport.kernelOptions().inherit(bootstrap, KernelPolicy.off());
                });
                Socket client = new Socket(
                        loopback.address().getAddress(), loopback.address().getPort())) {
            EffectiveOptions got = read(transport, loopback.nextAccepted());

            assertThat(client.isConnected()).isTrue();
            assertThat(got.keepAlive()).contains(false);
            assertThat(got.userTimeoutMillis().orElse(0)).isZero();
            assertThat(got.differencesFrom(KernelPolicy.off())).isEmpty();
        }
    }

    @Test
    void shouldInheritUserTimeoutAndLowWaterMarkOnEpoll() throws Exception {
        EffectiveOptions got = accepted(epoll(), BOTH);

        assertThat(got.userTimeoutMillis()).hasValue(40_500);
        assertThat(got.notSentLowWaterBytes()).hasValue(KernelOptions.NOTSENT_LOWAT_BYTES);
        assertThat(got)
                .hasToString("SO_KEEPALIVE on, TCP_KEEPIDLE 12 s, TCP_KEEPINTVL 4 s, TCP_KEEPCNT 5,"
                        + " TCP_USER_TIMEOUT 40500 ms, TCP_NOTSENT_LOWAT 16384 bytes, TCP_RTO_MAX_MS " + rtoMax(2_000));
    }

    @Test
    void shouldNeedNoCallOnAcceptedSocketsOnEpoll() {
        ServerBootstrap bootstrap = new ServerBootstrap();

        epoll().kernelOptions().inherit(bootstrap, BOTH);

        assertThat(bootstrap.config().childOptions()).isEmpty();
        assertThat(bootstrap.config().options()).hasSize(KernelOption.values().length);
    }

    @Test
    void shouldNameTheUserTimeoutThatNioCannotSet() throws Exception {
        ResolvedTransport nio = Transport.NIO.resolve();
        String sentence = "TCP_USER_TIMEOUT (asked for: 40500 ms) cannot be set on transport NIO";

        assertThat(nio.kernelOptions().missing(BOTH)).containsExactly(sentence);
        assertThat(nio.kernelOptions().inherit(new ServerBootstrap(), BOTH)).containsExactly(sentence);
        assertThat(nio.kernelOptions().apply(new Bootstrap(), BOTH)).containsExactly(sentence);
        assertThat(nio.kernelOptions().missing(KEEPALIVE)).isEmpty();
        EffectiveOptions got = nio.kernelOptions().verify(BOTH);
        assertThat(got.userTimeoutMillis()).isEmpty();
        assertThat(got.differencesFrom(BOTH))
                .containsExactly("TCP_USER_TIMEOUT was not taken by this platform, asked for: 40500 ms");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldOverrideOneLineAndLeaveTheOthers(ResolvedTransport transport) throws Exception {
        KernelOptions options = transport.kernelOptions();
        KernelPolicy other = KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(21), Duration.ofSeconds(22), 23));
        try (Loopback loopback = new Loopback(transport, bootstrap -> options.inherit(bootstrap, KEEPALIVE));
                Socket first = new Socket(
                        loopback.address().getAddress(), loopback.address().getPort());
                Socket second = new Socket(
                        loopback.address().getAddress(), loopback.address().getPort())) {
            Channel overridden = loopback.nextAccepted();
            Channel switchedOff = loopback.nextAccepted();

            Loopback.onLoop(overridden, () -> options.apply(overridden, other));
            assertThat(read(transport, switchedOff).differencesFrom(KEEPALIVE)).isEmpty();
            Loopback.onLoop(switchedOff, () -> options.apply(switchedOff, KernelPolicy.off()));

            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(read(transport, overridden).differencesFrom(other)).isEmpty();
            assertThat(read(transport, overridden).idleSeconds()).hasValue(21);
            assertThat(read(transport, switchedOff).keepAlive()).contains(false);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldPutThePolicyOnAClient(ResolvedTransport transport) throws Exception {
        try (Loopback loopback = new Loopback(transport, bootstrap -> {})) {
            Bootstrap client = new Bootstrap()
                    .group(loopback.group)
                    .channel(transport.clientChannel())
                    .handler(new ChannelInboundHandlerAdapter());
            transport.kernelOptions().apply(client, KEEPALIVE);

            Channel channel = client.connect(loopback.address()).sync().channel();

            assertThat(read(transport, channel).differencesFrom(KEEPALIVE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldVerifyOnARealAcceptedSocket(ResolvedTransport transport) throws Exception {
        EffectiveOptions got = transport.kernelOptions().verify(KEEPALIVE);

        assertThat(got.idleSeconds()).hasValue(11);
        assertThat(got.differencesFrom(KEEPALIVE)).isEmpty();
        assertThat(transport.kernelOptions().verify(KernelPolicy.off()).keepAlive())
                .contains(false);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldNameTheOptionThatTheKernelRefuses(ResolvedTransport transport) {
        Setting<?> beyondTheLimit = transport.socketOptions().setting(KernelOption.TCP_KEEPCNT, 128);
        Channel channel = new ReflectiveChannelFactory<>(transport.clientChannel()).newChannel();
        try {
            assertThatThrownBy(() -> beyondTheLimit.on(channel))
                    .isInstanceOf(ChannelException.class)
                    .hasMessageStartingWith("TCP_KEEPCNT = 128 was refused by the kernel: ")
                    .hasMessageContaining("Invalid argument");
        } finally {
            channel.unsafe().closeForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 1000", "29, 1000", "60, 3000", "7200, 120000", "0, 120000"})
    void shouldRetransmitOftenEnoughToComeBackInTime(int userTimeoutSeconds, int rtoMaxMillis) throws Exception {
        ResolvedTransport transport = epoll();
        Assumptions.assumeTrue(
                EpollSocketOptions.INSTANCE.takes(KernelOption.TCP_RTO_MAX_MS), "needs Linux 6.15 or newer");
        KernelPolicy policy = userTimeoutSeconds == 0
                ? KernelPolicy.off()
                : KernelPolicy.off().withUserTimeout(Duration.ofSeconds(userTimeoutSeconds));

        assertThat(accepted(transport, policy).retransmissionMaxMillis()).hasValue(rtoMaxMillis);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldNotReadAClosedChannel(ResolvedTransport transport) {
        Channel channel = new ReflectiveChannelFactory<>(transport.clientChannel()).newChannel();
        channel.unsafe().closeForcibly();

        assertThatThrownBy(() -> transport.kernelOptions().read(channel))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("closed channel");
    }

    @Test
    void shouldSayWhatDiffers() {
        EffectiveOptions got = new EffectiveOptions(
                Optional.of(false),
                OptionalInt.of(7200),
                OptionalInt.of(4),
                OptionalInt.empty(),
                OptionalInt.of(0),
                OptionalInt.of(-1),
                OptionalInt.of(120_000));

        assertThat(got.differencesFrom(BOTH))
                .containsExactly(
                        "TCP_KEEPIDLE is 7200 s, asked for: 12 s",
                        "TCP_KEEPCNT was not taken by this platform, asked for: 5",
                        "TCP_USER_TIMEOUT is off, asked for: 40500 ms",
                        "TCP_NOTSENT_LOWAT is -1 bytes, asked for: 16384 bytes",
                        "TCP_RTO_MAX_MS is 120000 ms, asked for: 2000 ms",
                        "SO_KEEPALIVE is off, asked for: on");
        assertThat(got).asString().contains("TCP_KEEPCNT not known here");
    }

    /** The option's value, where this kernel has it. */
    private static String rtoMax(int millis) {
        return EpollSocketOptions.INSTANCE.takes(KernelOption.TCP_RTO_MAX_MS) ? millis + " ms" : "not known here";
    }

    private static ResolvedTransport epoll() {
        Assumptions.assumeTrue(Epoll.isAvailable(), "epoll is not available here");
        return Transport.EPOLL.resolve();
    }

    private static EffectiveOptions accepted(ResolvedTransport transport, KernelPolicy policy) throws Exception {
        try (Loopback loopback = new Loopback(
                        transport, bootstrap -> transport.kernelOptions().inherit(bootstrap, policy));
                Socket client = new Socket(
                        loopback.address().getAddress(), loopback.address().getPort())) {
            assertThat(client.isConnected()).isTrue();
            return read(transport, loopback.nextAccepted());
        }
    }

    private static EffectiveOptions read(ResolvedTransport transport, Channel channel) throws Exception {
        return Loopback.onLoop(channel, () -> transport.kernelOptions().read(channel));
    }
}
