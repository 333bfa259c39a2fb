package io.linekeeper.lab.experiment;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server without Linekeeper, as a program of its own: reads what comes, prints {@linkplain ServerEvent what happens}, and finds dead
 * lines by nothing but the {@link Terms} of their port. Its only command is {@code write PORT BYTES}, on all lines of that port. It
 * ends when its standard input ends.
 *
 * <pre>
 * ServerProgram ADDRESS TERMS...
 * </pre>
 */
final class ServerProgram {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

    private ServerProgram() {}

    /** Returns the command that runs this program in a JVM of its own. */
    static List<String> command(String address, List<Terms> terms) {
        List<String> arguments = new ArrayList<>(List.of(address));
        terms.forEach(each -> arguments.add(each.argument()));
        return Jvm.running(ServerProgram.class, arguments.toArray(new String[0]));
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        ServerProgram program = new ServerProgram();
        program.rehearse(arguments[0]);
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            program.listen(arguments[0], Terms.parse(argument));
        }
        System.out.println("listening");
        program.obey();
        System.exit(0);
    }

    private Channel listen(String address, Terms terms) throws InterruptedException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        terms.silence()
                                .ifPresent(longest -> channel.pipeline()
                                        .addLast(new ReadTimeoutHandler(longest.toMillis(), TimeUnit.MILLISECONDS)));
                        channel.pipeline().addLast(new ServerLine(terms.port()));
                        accepted.add(channel);
                    }
                });
        terms.keepAlive()
                .ifPresent(rule -> bootstrap
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(EpollChannelOption.TCP_KEEPIDLE, (int)
                                rule.idle().toSeconds())
                        .childOption(EpollChannelOption.TCP_KEEPINTVL, (int)
                                rule.interval().toSeconds())
                        .childOption(EpollChannelOption.TCP_KEEPCNT, rule.probes()));
        terms.userTimeout()
                .ifPresent(timeout -> bootstrap.childOption(
                        EpollChannelOption.TCP_USER_TIMEOUT, Math.toIntExact(timeout.toMillis())));
        return bootstrap.bind(address, terms.port()).sync().channel();
    }

    /** The first error of a JVM takes it 0.1 s, mostly to load classes: one line is reset before anything is measured. */
    private void rehearse(String address) throws IOException, InterruptedException {
        Channel listener = listen(address, Terms.of(0));
        Channel line;
        try (Socket peer = new Socket(address, ((InetSocketAddress) listener.localAddress()).getPort())) {
            line = accepted.take();
            peer.setSoLinger(true, 0);
        }
        line.closeFuture().sync();
        listener.close().sync();
    }

    private void obey() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            String[] word = order.split(" ", 3);
            int port = Integer.parseInt(word[1]);
            int bytes = Integer.parseInt(word[2]);
            loop.execute(() -> accepted.stream()
                    .map(channel -> channel.pipeline().get(ServerLine.class))
                    .filter(line -> line != null && line.port() == port)
                    .forEach(line -> line.write(bytes)));
        }
    }
}
