package io.linekeeper.netty;

import io.linekeeper.policy.Capabilities;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to the sockets that a program asks for; {@link #resolve()} tells what it gets on this machine. */
public enum Transport {
    /** {@link #EPOLL} where it can be used, {@link #NIO} elsewhere. */
    AUTO,
    /** Linux's epoll through Netty's native library: every kernel option, and {@code TCP_INFO}. */
    EPOLL,
    /** The JDK's channels: runs everywhere, but without user time-out and without {@code TCP_INFO}. */
    NIO;

    /**
     * Settles which transport is used on this machine. Any thread; the first call loads the native library.
     *
     * @throws UnsupportedOperationException if epoll was asked for and cannot be used here; the message says why and
     *     what to do
     */
    public ResolvedTransport resolve() {
        return resolve(Epoll.isAvailable() ? null : Epoll.unavailabilityCause());
    }

    ResolvedTransport resolve(@Nullable Throwable epollRefusal) {
        return switch (this) {
            case AUTO -> epollRefusal == null ? epoll() : nio(List.of("the epoll transport: " + reason(epollRefusal)));
            case EPOLL -> {
                if (epollRefusal != null) {
                    throw new UnsupportedOperationException(
                            "transport epoll cannot be used on this machine (" + reason(epollRefusal)
                                    + "); it needs Linux and Netty's native epoll library for this processor: choose"
                                    + " transport auto or nio",
                            epollRefusal);
                }
                yield epoll();
            }
            case NIO -> nio(List.of());
        };
    }

    private static ResolvedTransport epoll() {
        List<String> missing = new ArrayList<>();
        boolean witness = TcpInfo.isComplete();
        if (!witness) {
            missing.add("TCP_INFO up to tcpi_snd_wnd (the kernel as witness): needs Linux 5.4 or newer");
        }
        boolean userTimeout = EpollSocketOptions.INSTANCE.takes(KernelOption.TCP_USER_TIMEOUT);
        if (!userTimeout) {
            missing.add("TCP_USER_TIMEOUT (user time-out): refused by this kernel");
        }
        if (!EpollSocketOptions.INSTANCE.takes(KernelOption.TCP_RTO_MAX_MS)) {
            missing.add("TCP_RTO_MAX_MS (a path that was cut comes back soon): needs Linux 6.15 or newer");
        }
        return new ResolvedTransport(
                EPOLL,
                new LastingEpoll(),
                EpollServerSocketChannel.class,
                EpollSocketChannel.class,
                new Capabilities(userTimeout, witness),
                missing);
    }

    private static ResolvedTransport nio(List<String> reasons) {
        List<String> missing = new ArrayList<>(reasons);
        missing.add("TCP_USER_TIMEOUT (user time-out): the JDK's channels have no such option");
        missing.add("TCP_INFO (the kernel as witness): the JDK's channels cannot read it");
        missing.add("TCP_RTO_MAX_MS (a path that was cut comes back soon): the JDK's channels have no such option");
        missing.add("TCP_NOTSENT_LOWAT (control frames pass bulk data): the JDK's channels have no such option");
        for (KernelOption option : KernelOption.KEEPALIVE_VALUES) {
            if (!NioSocketOptions.INSTANCE.takes(option)) {
                missing.add(option + " (keepalive values): this Java runtime does not offer it (is module jdk.net in"
                        + " it?), so the host's setting holds");
            }
        }
        return new ResolvedTransport(
                NIO,
                NioIoHandler.newFactory(),
                NioServerSocketChannel.class,
                NioSocketChannel.class,
                new Capabilities(false, false),
                missing);
    }

    private static String reason(Throwable refusal) {
        Throwable deepest = refusal;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
