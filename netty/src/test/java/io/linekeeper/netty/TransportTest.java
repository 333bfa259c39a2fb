package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.Capabilities;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class TransportTest {
    private final UnsatisfiedLinkError noLibrary = new UnsatisfiedLinkError("no netty_transport_native_epoll");

    @Test
    void shouldPickEpollWhereItIsAvailable() {
        Assumptions.assumeTrue(Epoll.isAvailable(), "epoll is not available here");

        ResolvedTransport resolved = Transport.AUTO.resolve();

        assertThat(resolved.transport()).isEqualTo(Transport.EPOLL);
        assertThat(resolved.serverChannel()).isEqualTo(EpollServerSocketChannel.class);
        assertThat(resolved.clientChannel()).isEqualTo(EpollSocketChannel.class);
        assertThat(resolved.capabilities()).isEqualTo(new Capabilities(true, true));
        assertThat(resolved.missing()).isEmpty();
    }

    @Test
    void shouldFallBackToNioAndSayWhy() {
        ResolvedTransport resolved = Transport.AUTO.resolve(noLibrary);

        assertThat(resolved.transport()).isEqualTo(Transport.NIO);
        assertThat(resolved.missing())
                .contains("the epoll transport: no netty_transport_native_epoll")
                .anyMatch(line -> line.startsWith("TCP_USER_TIMEOUT"));
    }

    @Test
    void shouldRefuseEpollWithReasonAndRemedy() {
        assertThatThrownBy(() -> Transport.EPOLL.resolve(new IllegalStateException("failed", noLibrary)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("transport epoll cannot be used on this machine (no netty_transport_native_epoll); it needs"
                        + " Linux and Netty's native epoll library for this processor: choose transport auto or nio");
    }

    @Test
    void shouldNameWhatNioCannotDo() {
        ResolvedTransport resolved = Transport.NIO.resolve();

        assertThat(resolved.serverChannel()).isEqualTo(NioServerSocketChannel.class);
        assertThat(resolved.clientChannel()).isEqualTo(NioSocketChannel.class);
        assertThat(resolved.capabilities()).isEqualTo(new Capabilities(false, false));
        assertThat(resolved.missing())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("TCP_USER_TIMEOUT", "TCP_INFO", "TCP_RTO_MAX_MS", "TCP_NOTSENT_LOWAT");
    }

    @Test
    void shouldNotTakeAutoForATransport() {
        ResolvedTransport nio = Transport.NIO.resolve();

        assertThatThrownBy(() -> new ResolvedTransport(
                        Transport.AUTO,
                        nio.ioHandlers(),
                        nio.serverChannel(),
                        nio.clientChannel(),
                        nio.capabilities(),
                        nio.missing()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
