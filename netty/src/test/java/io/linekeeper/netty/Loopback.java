package io.linekeeper.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A listener on loopback and the lines it accepts, which do not read by themselves. */
final class Loopback implements AutoCloseable {
    private static final long LIMIT_SECONDS = 10;

    final ResolvedTransport transport;
    final MultiThreadIoEventLoopGroup group;
    final Channel listener;
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

    Loopback(ResolvedTransport transport, Consumer<ServerBootstrap> options) {
        this.transport = transport;
        this.group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelActive(ChannelHandlerContext context) {
                                accepted.add(channel);
                            }

                            @Override
                            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                                // resets are part of the tests
                            }
                        });
                    }
                });
        options.accept(bootstrap);
        this.listener = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    Channel nextAccepted() throws InterruptedException {
        Channel channel = accepted.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (channel == null) {
            throw new AssertionError("nothing was accepted within " + LIMIT_SECONDS + " s");
        }
        return channel;
    }

    static <T> T onLoop(Channel channel, Callable<T> task) throws Exception {
        return channel.eventLoop().submit(task).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks again until the answer holds; what it was last is in the error. */
    static <T> T await(Callable<T> question, Predicate<T> holds) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            T answer = question.call();
            if (holds.test(answer)) {
                return answer;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still " + answer + " after " + LIMIT_SECONDS + " s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        Loops.end(group, Duration.ofSeconds(LIMIT_SECONDS)).syncUninterruptibly();
    }
}
