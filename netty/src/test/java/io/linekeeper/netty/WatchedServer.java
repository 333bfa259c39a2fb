package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A server on loopback whose lines are watched, with one loop. Closing it checks that each line ended as it must, and that
 * all buffers and connections were given back.
 */
final class WatchedServer implements AutoCloseable {
    private static final int TIME_WAIT = 6;

    final Setup setup;
    final Diary diary = new Diary();
    final MultiThreadIoEventLoopGroup group;
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    private final Linekeeper keeper;
    private final Channel listener;
    private final int port;
    private final Set<String> peers = ConcurrentHashMap.newKeySet();

    WatchedServer(Setup setup, LivenessPolicy policy, Consumer<Channel> handlers) {
        this.setup = setup;
        this.keeper = Linekeeper.of(policy).withListener(diary);
        this.group = new MultiThreadIoEventLoopGroup(1, setup.transport().ioHandlers());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(setup.transport().serverChannel())
                .childOption(ChannelOption.AUTO_READ, setup.autoRead())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, setup.halfClosure())
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(keeper.newLine());
                        if (!setup.autoRead()) {
                            channel.pipeline().addLast(new ExplicitReads());
                        }
                        handlers.accept(channel);
                    }
                });
        setup.transport().kernelOptions().inherit(bootstrap, policy.kernel());
        this.listener = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        this.port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Reads on from within {@code channelRead}, as proxies do whose write completes at once. */
    private static final class ExplicitReads extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(message);
            context.read();
        }
    }

    /** A peer, connected and accepted; not read from by anybody. */
    Socket connect() throws Exception {
        int before = diary.of("connected").size();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        peers.add(String.format(":%04X", socket.getLocalPort()));
        diary.await("connected", before + 1);
        return socket;
    }

    /** A watched line of the same Linekeeper that this side opens, to a server of the test. */
    Bootstrap client(Consumer<Channel> handlers) {
        return new Bootstrap()
                .group(group)
                .channel(setup.transport().clientChannel())
                .option(ChannelOption.ALLOW_HALF_CLOSURE, setup.halfClosure())
                .option(ChannelOption.ALLOCATOR, buffers)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(keeper.newLine());
                        handlers.accept(channel);
                    }
                });
    }

    LineHandler line(int number) {
        return diary.of("connected").get(number).line();
    }

    int port() {
        return port;
    }

    long buffersInUse() {
        return buffers.metric().usedDirectMemory() + buffers.metric().usedHeapMemory();
    }

    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** What the kernel says of this server's side of its connections, in columns. */
    private Stream<String[]> connections() {
        String local = String.format(":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(WatchedServer::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[1].endsWith(local) && peers.contains(columns[2].replaceAll(".*:", ":")));
    }

    /** The states of its connections, as numbered in {@code include/net/tcp_states.h}. */
    private List<Integer> states() {
        return connections().map(columns -> Integer.parseInt(columns[3], 16)).toList();
    }

    /** What has arrived at this server and was not read. */
    int unreadBytes() {
        return connections()
                .mapToInt(columns -> Integer.parseInt(columns[4].replaceAll(".*:", ""), 16))
                .sum();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the kernel keeps nothing of this server's connections but the memory of an orderly end. */
    void awaitNothingLeft() {
        try {
            Loopback.await(this::states, states -> states.stream().allMatch(state -> state == TIME_WAIT));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        Loops.end(group, Duration.ofSeconds(10)).syncUninterruptibly();
        diary.checkEnds();
        awaitNothingLeft();
        assertThat(buffersInUse()).as("bytes in buffers that were not released").isZero();
    }
}
