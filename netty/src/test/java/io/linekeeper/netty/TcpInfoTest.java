package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Witness;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.socket.SocketChannel;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The witness on real sockets over loopback. */
final class TcpInfoTest {
    private static final int BULK = 8 * 1024 * 1024;

    @BeforeEach
    void needsEpoll() {
        Assumptions.assumeTrue(Epoll.isAvailable(), "epoll is not available here");
    }

    @Test
    void shouldCountUnreadBytesAsLife() throws Exception {
        try (Loopback loopback = epoll();
                Socket client = connect(loopback)) {
            Channel line = loopback.nextAccepted();
            Witness silent = Loopback.await(() -> ask(line), witness -> witness.lastDataMillis() >= 100);
            assertThat(silent.rttMicros()).isPositive();

            Loopback.await(
                    () -> {
                        client.getOutputStream().write(1);
                        return ask(line);
                    },
                    witness -> witness.lastDataMillis() < 100);
            assertThat(line.config().isAutoRead()).isFalse();
        }
    }

    @Test
    void shouldPassOnWhoAskedAndWhen() throws Exception {
        try (Loopback loopback = epoll();
                Socket client = connect(loopback)) {
            Channel line = loopback.nextAccepted();

            Witness witness = Loopback.onLoop(line, () -> TcpInfo.read(line, -5, true));

            assertThat(client.isConnected()).isTrue();
            assertThat(witness.atNanos()).isEqualTo(-5);
            assertThat(witness.kernel()).isTrue();
            assertThat(witness.reading()).isTrue();
            assertThat(ask(line).reading()).isFalse();
        }
    }

    @Test
    void shouldCountTheStreamExactlyOnTheSideThatAccepted() throws Exception {
        try (Loopback loopback = epoll();
                Socket client = connect(loopback)) {
            Channel line = loopback.nextAccepted();
            shouldCountExactly(line, () -> client.getInputStream().readNBytes(1000));
            ((SocketChannel) line).shutdownOutput().sync();
            assertThat(client.getInputStream().read()).isEqualTo(-1);

            assertAllAcknowledged(line, 2000);
        }
    }

    @Test
    void shouldCountTheStreamExactlyOnTheSideThatConnected() throws Exception {
        try (Loopback loopback = epoll()) {
            Channel line = connectChannel(loopback);
            Channel peer = loopback.nextAccepted();
            shouldCountExactly(line, peer::read);
            ((SocketChannel) line).shutdownOutput().sync();

            assertAllAcknowledged(line, 2000);
        }
    }

    private interface Reading {
        void read() throws Exception;
    }

    private void shouldCountExactly(Channel line, Reading peer) throws Exception {
        assertAllAcknowledged(line, 0);
        for (int total = 1000; total <= 2000; total += 1000) {
            line.writeAndFlush(Unpooled.wrappedBuffer(new byte[1000])).sync();
            peer.read();
            assertAllAcknowledged(line, total);
        }
    }

    /** At rest both are the stream's length, FIN or no FIN. */
    private void assertAllAcknowledged(Channel line, long bytes) throws Exception {
        Witness atRest = Loopback.await(
                () -> ask(line), witness -> witness.unackedSegments() == 0 && witness.acknowledged() == bytes);
        assertThat(atRest.queued()).isEqualTo(bytes);
        assertThat(atRest.hasBacklog()).isFalse();
    }

    @Test
    void shouldTellAClosedWindowFromAnAcknowledgement() throws Exception {
        try (Loopback loopback = epoll();
                Socket client = new Socket()) {
            client.setReceiveBufferSize(8 * 1024);
            client.connect(loopback.address());
            Channel line = loopback.nextAccepted();
            long openWindow = ask(line).windowBytes();
            assertThat(openWindow).isPositive();

            ChannelFuture written = line.writeAndFlush(Unpooled.wrappedBuffer(new byte[BULK]));

            Witness closed = Loopback.await(
                    () -> ask(line), witness -> witness.windowBytes() < 1024 && witness.unackedSegments() == 0);
            assertThat(closed.unsentBytes()).isPositive();
            assertThat(closed.queued()).isEqualTo(closed.acknowledged() + closed.unsentBytes());
            assertThat(closed.hasBacklog()).isTrue();
            assertThat(closed.acknowledged()).isBetween(1L, BULK - 1L);
            assertThat(written.isDone()).isFalse();

            Loopback.await(
                    () -> {
                        client.getInputStream().readNBytes(64 * 1024);
                        return ask(line);
                    },
                    witness -> witness.acknowledged() > closed.acknowledged());
        }
    }

    @Test
    void shouldCountAFinThatWaitsBehindAClosedWindowAsNoByte() throws Exception {
        try (Loopback loopback = epoll();
                Socket client = new Socket()) {
            client.setReceiveBufferSize(8 * 1024);
            client.connect(loopback.address());
            Channel line = loopback.nextAccepted();
            int bytes = 200_000;
            line.writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes])).sync();
            ((SocketChannel) line).shutdownOutput().sync();

            Witness waiting = Loopback.await(() -> ask(line), witness -> witness.unackedSegments() == 0);
            assertThat(waiting.unsentBytes()).isPositive();
            assertThat(waiting.queued()).isEqualTo(bytes);

            assertThat(client.getInputStream().readAllBytes()).hasSize(bytes);
            assertAllAcknowledged(line, bytes);
        }
    }

    @Test
    void shouldNeverShowMoreAcknowledgedThanQueuedNorGoBack() throws Exception {
        try (Loopback loopback = epoll();
                Socket client = connect(loopback)) {
            Channel line = loopback.nextAccepted();
            ChannelFuture written = line.writeAndFlush(Unpooled.wrappedBuffer(new byte[BULK]));
            long before = 0;
            for (int left = BULK; left > 0; ) {
                left -= client.getInputStream()
                        .readNBytes(Math.min(left, ThreadLocalRandom.current().nextInt(1, 99_999)))
                        .length;
                Witness witness = ask(line);
                assertThat(witness.acknowledged()).isBetween(before, witness.queued());
                assertThat(witness.queued()).isLessThanOrEqualTo(BULK);
                before = witness.acknowledged();
            }
            written.sync();
            assertAllAcknowledged(line, BULK);
        }
    }

    @Test
    void shouldGiveNoTestimonyOfAConnectionThatTheKernelEnded() throws Exception {
        try (Loopback loopback = epoll()) {
            Socket client = connect(loopback);
            Channel line = loopback.nextAccepted();
            client.setSoLinger(true, 0);
            client.close();

            Loopback.await(() -> Loopback.onLoop(line, () -> TcpInfo.read(line, 0, false)), Objects::isNull);

            line.close().sync();
            assertThat(Loopback.onLoop(line, () -> TcpInfo.read(line, 0, false)))
                    .isNull();
        }
    }

    @Test
    void shouldGiveNoTestimonyOnNio() throws Exception {
        try (Loopback loopback = new Loopback(Transport.NIO.resolve(), bootstrap -> {});
                Socket client = connect(loopback)) {
            Channel line = loopback.nextAccepted();

            assertThat(client.isConnected()).isTrue();
            assertThat(Loopback.onLoop(line, () -> TcpInfo.read(line, 0, false)))
                    .isNull();
        }
    }

    @Test
    void shouldFindThisKernelComplete() {
        assertThat(TcpInfo.isComplete()).isTrue();
    }

    private Witness ask(Channel line) throws Exception {
        return Objects.requireNonNull(Loopback.onLoop(line, () -> TcpInfo.read(line, 0, false)));
    }

    private static Loopback epoll() {
        return new Loopback(Transport.EPOLL.resolve(), bootstrap -> {});
    }

    private static Socket connect(Loopback loopback) throws Exception {
        return new Socket(loopback.address().getAddress(), loopback.address().getPort());
    }

    private static Channel connectChannel(Loopback loopback) throws Exception {
        return new Bootstrap()
                .group(loopback.group)
                .channel(loopback.transport.clientChannel())
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(loopback.address())
                .sync()
                .channel();
    }
}
