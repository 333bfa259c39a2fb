package io.linekeeper.lab.detector;

import io.linekeeper.policy.KeepAlive;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Servers that know nothing of Linekeeper: what Netty and the kernel do by themselves. */
final class NettyServers {
    /** Numbers of Linux (asm-generic/socket.h, linux/tcp.h): Netty's listeners have no names for these options, and take them all the same. */
    private static final int SOL_SOCKET = 1;

    private static final int SO_KEEPALIVE = 9;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;

    private NettyServers() {}

    /** Reads, and nothing else. */
    static Service plain(InetSocketAddress address, Watch watch) {
        return open(address, server -> {}, watch, 0);
    }

    /** Reads, and has the kernel watch: the options are put on the listener, and accepted sockets inherit them. */
    static Entry.Opening keepAlive(KeepAlive rule, Optional<Duration> userTimeout) {
        return (address, watch) -> open(
                address,
                server -> {
                    server.option(raw("SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE), 1);
                    server.option(
                            tcp("TCP_KEEPIDLE", TCP_KEEPIDLE), (int) rule.idle().toSeconds());
                    server.option(tcp("TCP_KEEPINTVL", TCP_KEEPINTVL), (int)
                            rule.interval().toSeconds());
                    server.option(tcp("TCP_KEEPCNT", TCP_KEEPCNT), rule.probes());
                    userTimeout.ifPresent(timeout ->
                            server.option(tcp("TCP_USER_TIMEOUT", TCP_USER_TIMEOUT), (int) timeout.toMillis()));
                },
                watch,
                0);
    }

    /** Netty's own handler for silence, which closes. */
    static Entry.Opening readerIdle(Duration timeout) {
        return (address, watch) -> open(address, server -> {}, watch, timeout.toMillis());
    }

    private static IntegerUnixChannelOption tcp(String name, int number) {
        return raw(name, IPPROTO_TCP, number);
    }

    private static IntegerUnixChannelOption raw(String name, int level, int number) {
        return new IntegerUnixChannelOption("lab." + name, level, number);
    }

    private static Service open(
            InetSocketAddress address, Consumer<ServerBootstrap> options, Watch watch, long readerIdleMillis) {
        return new NettyService(
                address,
                options,
                channel -> {
                    if (readerIdleMillis > 0) {
                        channel.pipeline().addLast(new IdleStateHandler(readerIdleMillis, 0, 0, TimeUnit.MILLISECONDS));
                    }
                    channel.pipeline().addLast(new PlainLine(watch));
                },
                NettyService::zeros,
                () -> {});
    }
}
