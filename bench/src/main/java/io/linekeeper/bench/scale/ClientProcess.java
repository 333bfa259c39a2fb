package io.linekeeper.bench.scale;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The peers of a {@link ServerProcess}: thousands of lines on one event loop, which do what standard input says. */
public final class ClientProcess {
    private static final int CONNECTING = 256;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final int port;
    private final Crowd crowd = new Crowd();
    private int generation;

    private ClientProcess(int port) {
        this.port = port;
    }

    /** Its argument is the server's port. */
    public static void main(String[] args) throws Exception {
        ClientProcess client = new ClientProcess(Integer.parseInt(args[0]));
        client.loop.scheduleAtFixedRate(client.crowd::tick, 1, 1, TimeUnit.MILLISECONDS);
        client.obey();
        System.exit(0);
    }

    private void obey() throws IOException, InterruptedException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            String[] words = command.split(" ");
            int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
            if (words[0].equals("open")) {
                open(number);
                System.out.println("ok");
            } else {
                System.out.println(loop.submit(() -> crowd.obey(words[0], number))
                        .syncUninterruptibly()
                        .getNow());
            }
            System.out.flush();
        }
    }

    /** Opens so many more lines, from another address of this host each time, so that no port is short. */
    private void open(int number) throws InterruptedException {
        Semaphore places = new Semaphore(CONNECTING);
        InetSocketAddress from = new InetSocketAddress("127.0.1." + (1 + generation++ % 200), 0);
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_LINGER, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Peer(crowd));
                    }
                });
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            places.acquire();
            bootstrap.connect(to, from).addListener(connected -> {
                places.release();
                if (!connected.isSuccess()) {
                    failures.add(connected.cause());
                }
            });
        }
        places.acquire(CONNECTING);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " lines could not connect", failures.get(0));
        }
    }
}
