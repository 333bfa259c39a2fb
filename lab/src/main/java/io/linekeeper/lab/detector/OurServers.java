package io.linekeeper.lab.detector;

import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.Fixed1028Decoder;
import io.linekeeper.netty.Fixed1028Encoder;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Fixed1028Heartbeat;
import io.linekeeper.netty.HeartbeatHandler;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Outbox;
import io.linekeeper.netty.Transport;
import io.linekeeper.netty.WireDecoder;
import io.linekeeper.netty.WireEncoder;
import io.linekeeper.netty.session.SessionHandler;
import io.linekeeper.netty.session.SessionTerms;
import io.linekeeper.netty.session.Sessions;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.DeviceAuthenticator;
import io.linekeeper.session.SessionListener;
import io.linekeeper.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Servers with Linekeeper in their pipelines, as its README has it. */
final class OurServers {
    private OurServers() {}

    /** Only listens: whatever comes is life. */
    static Entry.Opening listening(LivenessPolicy policy) {
        return (address, watch) -> open(
                address,
                policy,
                Linekeeper.of(policy).withListener(new Telling(watch)),
                line -> line.pipeline().addLast(new Dropping()),
                NettyService::zeros,
                () -> {});
    }

    /** Asks, in the protocol {@code fixed1028}. */
    static Entry.Opening asking(LivenessPolicy policy) {
        return (address, watch) -> open(
                address,
                policy,
                Linekeeper.of(policy).withListener(new Telling(watch)),
                line -> line.pipeline()
                        .addLast(
                                new Fixed1028Decoder(),
                                new Fixed1028Encoder(),
                                new HeartbeatHandler<>(new Fixed1028Heartbeat()),
                                new Dropping()),
                OurServers::fixed1028,
                () -> {});
    }

    /** The native protocol with sessions. */
    static Entry.Opening withSessions(LivenessPolicy policy) {
        return (address, watch) -> {
            Sessions sessions = Sessions.inMemory("lab", new SessionListener() {});
            SessionTerms terms = new SessionTerms(
                    "lab",
                    policy,
                    DeviceAuthenticator.none(),
                    sessions,
                    SessionTerms.DEFAULT_HANDSHAKE,
                    Frame.MOST_PAYLOAD_BYTES);
            return open(
                    address,
                    policy,
                    Linekeeper.of(terms.beforeWelcome()).withListener(new Telling(watch)),
                    line -> line.pipeline()
                            .addLast(
                                    WireDecoder.ofServer(terms.largestPayload()),
                                    new WireEncoder(),
                                    new Outbox(),
                                    new SessionHandler(terms),
                                    new Dropping()),
                    ByteBuffer::allocate,
                    sessions::close);
        };
    }

    private static Service open(
            InetSocketAddress address,
            LivenessPolicy policy,
            Linekeeper keeper,
            Consumer<Channel> protocol,
            IntFunction<Object> message,
            Runnable atEnd) {
        return new NettyService(
                address,
                server -> Transport.EPOLL.resolve().kernelOptions().inherit(server, policy.kernel()),
                line -> {
                    line.pipeline().addLast(keeper.newLine());
                    protocol.accept(line);
                },
                message,
                atEnd);
    }

    /** At least so many bytes in whole frames. */
    private static Object fixed1028(int bytes) {
        int frames = (bytes + Fixed1028Frame.BYTES - 1) / Fixed1028Frame.BYTES;
        ByteBuf data = Unpooled.buffer(frames * Fixed1028Frame.BYTES);
        for (int i = 0; i < frames; i++) {
            data.writeInt(Fixed1028Frame.DATA_11).writeZero(Fixed1028Frame.BODY_BYTES);
        }
        return data;
    }

    private static final class Dropping extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    private record Telling(Watch watch) implements LineListener {
        private void tell(Kind kind, LineHandler line) {
            watch.tell(kind, line.channel().remoteAddress());
        }

        @Override
        public void connected(LineHandler line) {
            tell(Kind.ACCEPTED, line);
        }

        @Override
        public void suspected(LineHandler line) {
            tell(Kind.SUSPECTED, line);
        }

        @Override
        public void recovered(LineHandler line) {
            tell(Kind.RECOVERED, line);
        }

        @Override
        public void verdict(LineHandler line, Verdict verdict) {
            watch.tell(
                    Kind.FOUND, line.channel().remoteAddress(), verdict.fate().name(), verdict.toString());
        }

        @Override
        public void closed(LineHandler line, Verdict verdict) {
            tell(Kind.CLOSED, line);
        }

        @Override
        public void paused(String loop, Duration gap) {
            watch.tell(Kind.PAUSED, null, "", "away for " + gap.toMillis() + " ms");
        }
    }
}
