package io.linekeeper.netty;

import io.linekeeper.policy.KernelPolicy;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection over loopback, made to see which kernel options an accepted socket really gets. */
final class AcceptedSocketCheck {
    private static final long STEP_SECONDS = 5;

    private final ResolvedTransport transport;
    private final KernelOptions options;
    private final KernelPolicy policy;
    private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();

    /** What one accepted socket had, with the address of its peer: anyone on this host may connect to our port. */
    private record Accepted(InetSocketAddress peer, EffectiveOptions options) {}

    AcceptedSocketCheck(ResolvedTransport transport, KernelOptions options, KernelPolicy policy) {
        this.transport = transport;
        this.options = options;
        this.policy = policy;
    }

    EffectiveOptions run() throws IOException {
        try (Loop loop = new Loop(transport)) {
            Channel listener = await(listen(loop.group), "listen on loopback");
            Channel client = await(connect(loop.group, listener), "connect to a listener on loopback");
            return takeFor((InetSocketAddress) client.localAddress());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the kernel options were being tried");
        }
    }

    private ChannelFuture listen(MultiThreadIoEventLoopGroup group) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .childHandler(new Reader());
        options.inherit(bootstrap, policy);
        return bootstrap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private ChannelFuture connect(MultiThreadIoEventLoopGroup group, Channel listener) {
        return new Bootstrap()
                .group(group)
                .channel(transport.clientChannel())
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listener.localAddress());
    }

    private EffectiveOptions takeFor(InetSocketAddress client) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_SECONDS);
        while (true) {
            Accepted next = accepted.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IOException("no connection was accepted on loopback within " + STEP_SECONDS
                        + " s, so the kernel options could not be tried");
            }
            if (next.peer().equals(client)) {
                return next.options();
            }
        }
    }

    private Channel await(ChannelFuture future, String step) throws IOException, InterruptedException {
        try {
            future.get(STEP_SECONDS, TimeUnit.SECONDS);
            return future.channel();
        } catch (TimeoutException e) {
            throw new IOException("could not " + step + " within " + STEP_SECONDS + " s to try the kernel options", e);
        } catch (ExecutionException e) {
            nameRefusal();
            throw new IOException(
                    "could not " + step + " to try the kernel options: "
                            + future.cause().getMessage(),
                    future.cause());
        }
    }

    /** Netty's bootstrap fails without saying which option it was; setting them one by one tells. */
    private void nameRefusal() throws IOException {
        ServerChannel probe = new ReflectiveChannelFactory<ServerChannel>(transport.serverChannel()).newChannel();
        try {
            for (Setting<?> setting : options.settings(policy)) {
                if (transport.socketOptions().inherits(setting.name())) {
                    setting.on(probe);
                }
            }
        } catch (ChannelException refusal) {
            throw new IOException(refusal.getMessage(), refusal);
        } finally {
            probe.unsafe().closeForcibly();
        }
    }

    /** Reads an accepted socket's options once it is active, when all of them are set. */
    private final class Reader extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    accepted.add(new Accepted(channel.remoteAddress(), options.read(channel)));
                }
            });
        }
    }

    /** One event loop of our own; closing it closes its channels. */
    private static final class Loop implements AutoCloseable {
        final MultiThreadIoEventLoopGroup group;

        Loop(ResolvedTransport transport) {
            this.group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
        }

        @Override
        public void close() {
            Loops.end(group, Duration.ofSeconds(STEP_SECONDS)).awaitUninterruptibly(STEP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
