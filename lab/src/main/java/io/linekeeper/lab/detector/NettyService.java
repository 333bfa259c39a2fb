package io.linekeeper.lab.detector;

import io.linekeeper.lab.LabException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A server on Netty's epoll transport with one loop, as plain as can be; the detector brings the pipeline. Any thread. */
final class NettyService implements Service {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ChannelGroup lines = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final IntFunction<Object> message;
    private final Runnable atEnd;
    private final Channel listener;

    /**
     * Listens.
     *
     * @param options sets what the listener needs
     * @param pipeline adds the handlers of a line
     * @param message so many bytes, as this pipeline takes them
     * @param atEnd what else is to be closed
     */
    NettyService(
            InetSocketAddress address,
            Consumer<ServerBootstrap> options,
            Consumer<Channel> pipeline,
            IntFunction<Object> message,
            Runnable atEnd) {
        this.message = message;
        this.atEnd = atEnd;
        ServerBootstrap server = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        lines.add(channel);
                        pipeline.accept(channel);
                    }
                });
        options.accept(server);
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            atEnd.run();
            throw new LabException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
    }

    /** So many bytes that mean nothing. */
    static ByteBuf zeros(int bytes) {
        return Unpooled.wrappedBuffer(new byte[bytes]);
    }

    @Override
    public void send(int bytes) {
        for (Channel line : lines) {
            var unused = line.writeAndFlush(message.apply(bytes));
        }
    }

    @Override
    public void block(Duration time) {
        loop.execute(() -> Pause.of(time));
    }

    @Override
    public void accept(boolean accepts) {
        loop.submit(() -> listener.config().setAutoRead(accepts)).syncUninterruptibly();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(1, 1000, TimeUnit.MILLISECONDS).syncUninterruptibly();
        atEnd.run();
    }
}
