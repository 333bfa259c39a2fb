package io.linekeeper.lab.experiment;

import io.linekeeper.netty.KernelOptions;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One end of a line, as a program of its own: writes the words that it is told on its standard input, and prints what write() says, and
 * each read with all words that it brings. It ends when its standard input ends.
 *
 * <pre>
 * Talker call|listen|listen-linekeeper ADDRESS PORT
 * </pre>
 *
 * <p>With {@code listen-linekeeper} the line has the kernel options that Linekeeper sets for {@link #BOUND}.
 */
final class Talker {
    /** What {@code serve} has by default. */
    static final Duration BOUND = Duration.ofSeconds(30);

    /** What begins the line that tells the options which an accepted socket really has. */
    static final String OPTIONS = "the server's options: ";

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private volatile @Nullable UnixChannel line;

    private Talker() {}

    /** Runs the program. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Talker talker = new Talker();
        InetSocketAddress place = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
        if (arguments[0].equals("call")) {
            talker.call(place);
        } else {
            talker.listen(place, arguments[0].equals("listen-linekeeper"));
        }
        talker.obey();
        System.exit(0);
    }

    private void call(InetSocketAddress place) throws InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Line())
                .connect(place)
                .sync();
    }

    private void listen(InetSocketAddress place, boolean kept) throws IOException, InterruptedException {
        ServerBootstrap server = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Line());
        if (kept) {
            KernelPolicy policy = LivenessPolicy.within(BOUND).kernel();
            KernelOptions options = Transport.EPOLL.resolve().kernelOptions();
            options.inherit(server, policy);
            Stamped.say(OPTIONS + options.verify(policy));
        }
        server.bind(place).sync();
        Stamped.say("listening");
    }

    private void obey() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String word = input.readLine(); word != null; word = input.readLine()) {
            write(word);
        }
    }

    /** Calls write(2) itself, past Netty's own buffer. */
    private void write(String word) {
        UnixChannel open = line;
        if (open == null) {
            Stamped.say("cannot write " + word + ": no line");
            return;
        }
        byte[] bytes = (word + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        long before = System.nanoTime();
        try {
            int written = open.fd().write(buffer, 0, bytes.length);
            Stamped.say(before, "write(" + word + ") returned " + written);
        } catch (IOException e) {
            Stamped.say(before, "write(" + word + ") failed: " + e.getMessage());
        }
    }

    private final class Line extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            line = (UnixChannel) context.channel();
            Stamped.say("connected");
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Stamped.say("read "
                    + ((ByteBuf) message)
                            .toString(StandardCharsets.US_ASCII)
                            .strip()
                            .replace('\n', ' '));
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Stamped.say("error " + cause.getMessage());
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            line = null;
            Stamped.say("ended");
        }
    }
}
