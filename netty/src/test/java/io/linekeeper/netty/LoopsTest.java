package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopsTest {
    /** With a quiet period of zero about one in ten was left open. */
    private static final int ROUNDS = 40;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#transports")
    void shouldCloseEachChannelBeforeTheyEnd(ResolvedTransport transport) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(channelOfEndedLoop(transport).isOpen()).as("round %d", i).isFalse();
        }
    }

    private static Channel channelOfEndedLoop(ResolvedTransport transport) throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
        Linekeeper keeper = Linekeeper.of(LivenessPolicy.within(Duration.ofSeconds(30)));
        BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(keeper.newLine());
                        accepted.add(channel);
                    }
                });
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Channel listener = server.bind(anyPort).sync().channel();
        try (Socket peer = new Socket()) {
            peer.connect(listener.localAddress());
            Channel channel = accepted.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            peer.shutdownOutput();
            Loops.end(group, LIMIT).sync();
            return channel;
        }
    }
}
