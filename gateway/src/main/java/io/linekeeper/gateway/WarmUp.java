package io.linekeeper.gateway;

import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.netty.WireEncoder;
import io.linekeeper.netty.session.Sessions;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.SessionListener;
import io.linekeeper.wire.Frame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * A first peer of our own for each protocol, over a real connection on loopback that nobody hears of, so that what loads
 * lazily is there before the first peer of others: on a fresh JVM its frame was seen to block a loop for 0.1 to 0.5 s, and
 * its WELCOME to take 0.8 s.
 */
final class WarmUp {
    private static final int LONGEST_MILLIS = 2_000;
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(WarmUp.class);

    private final GatewayConfig config;
    private final ResolvedTransport transport;
    private final EventLoopGroup loops;

    WarmUp(GatewayConfig config, ResolvedTransport transport, EventLoopGroup loops) {
        this.config = config.asItIsAtHome();
        this.transport = transport;
        this.loops = loops;
    }

    /** Has one peer come and go. A host without a loopback that works starts cold. */
    void with(Protocol protocol) {
        try (Sessions nobody = Sessions.inMemory("warm-up", SessionListener.NONE)) {
            ChannelFuture listener = listen(protocol, new Pipelines(config, nobody));
            try {
                if (listener.awaitUninterruptibly(LONGEST_MILLIS) && listener.isSuccess()) {
                    visit((InetSocketAddress) listener.channel().localAddress(), protocol);
                }
            } finally {
                listener.channel().close();
            }
        } catch (IOException noLoopback) {
            LOGGER.debug("{} starts cold", protocol, noLoopback);
        }
    }

    private ChannelFuture listen(Protocol protocol, Pipelines pipelines) {
        Consumer<Channel> pipeline = pipelines.of(Linekeeper.of(config.policyOf(protocol)), protocol);
        return new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        pipeline.accept(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void visit(InetSocketAddress address, Protocol protocol) throws IOException {
        try (Socket peer = new Socket()) {
            peer.setSoTimeout(LONGEST_MILLIS);
            peer.connect(address, LONGEST_MILLIS);
            peer.getOutputStream().write(firstFrame(protocol));
            if (protocol == Protocol.LINE) {
                peer.getInputStream().readNBytes(Frame.HEADER_BYTES);
            }
            peer.shutdownOutput();
            peer.getInputStream().readAllBytes();
        }
    }

    private static byte[] firstFrame(Protocol protocol) {
        return switch (protocol) {
            case LINE -> hello();
            case FIXED1028 ->
                ByteBufUtil.getBytes(
                        Unpooled.buffer().writeInt(Fixed1028Frame.PING).writeZero(Fixed1028Frame.BODY_BYTES));
            case LENGTH16 -> new byte[] {0, 1, 0};
        };
    }

    private static byte[] hello() {
        EmbeddedChannel encoder = new EmbeddedChannel(new WireEncoder());
        encoder.writeOutbound(new Frame.Hello(
                Frame.VERSION,
                Frame.VERSION,
                0,
                new Frame.Offer(true, true, true),
                0,
                new DeviceId("warm-up"),
                Credential.none()));
        ByteBuf bytes = encoder.readOutbound();
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
            encoder.finishAndReleaseAll();
        }
    }
}
