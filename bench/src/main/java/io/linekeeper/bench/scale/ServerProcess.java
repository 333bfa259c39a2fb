package io.linekeeper.bench.scale;

import io.linekeeper.netty.Fixed1028Decoder;
import io.linekeeper.netty.Fixed1028Encoder;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.netty.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The measured server: {@code fixed1028} on one event loop, under one {@link Watch}. Its arguments are the watch, the
 * transport, the bound and the drain in milliseconds. It says its port, then answers commands on standard input.
 */
public final class ServerProcess {
    private static final Fixed1028Encoder ENCODER = new Fixed1028Encoder();

    private final Ends ends = new Ends();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final Presence presence = new Presence();
    private final EventLoopGroup loops;
    private final ResolvedTransport transport;

    private ServerProcess(Transport wanted) {
        transport = wanted.resolve();
        loops = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("loop"), transport.ioHandlers());
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(Transport.valueOf(args[1].toUpperCase(Locale.ROOT)));
        Watch watch = Watch.of(args[0], Terms.parse(args[2], args[3]), server.ends);
        int port = server.listen(watch);
        System.out.println("port " + port);
        server.obey();
        System.exit(0);
    }

    private int listen(Watch watch) {
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        watch.bytes(channel.pipeline());
                        channel.pipeline().addLast(new Fixed1028Decoder(), ENCODER);
                        watch.answers(channel.pipeline());
                        channel.pipeline().addLast(presence);
                    }
                });
        watch.listener(server, transport);
        Channel listener = server.bind("127.0.0.1", 0).syncUninterruptibly().channel();
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void obey() throws IOException, InterruptedException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "open" -> System.out.println(ends.open());
                case "heap" -> System.out.println(heap());
                case "ends" -> System.out.print(ends.report() + "end\n");
                case "spare" -> System.out.println(spare());
                case "close" -> System.out.println(closeAll());
                default -> throw new IllegalArgumentException("no command is called " + command);
            }
            System.out.flush();
        }
    }

    /** Used heap after a collection, the least of several: some memory is free only a collection later. */
    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            TimeUnit.MILLISECONDS.sleep(200);
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Those that are open now are not closed by {@link #closeAll}. */
    private String spare() {
        channels.clear();
        return "ok";
    }

    /** The bare close loop: when it began, on the clock of all processes. */
    private long closeAll() {
        long began = System.nanoTime();
        loops.next().submit(() -> channels.forEach(Channel::close)).syncUninterruptibly();
        return began;
    }

    /** Last in the pipeline: counts who is there, and keeps errors of peers that were dropped to itself. */
    @Sharable
    private final class Presence extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channels.add(ctx.channel());
            ends.opened(ctx.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            channels.remove(ctx.channel());
            ends.closed(ctx.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
