package io.linekeeper.gateway;

import io.linekeeper.netty.Fixed1028Decoder;
import io.linekeeper.netty.Fixed1028Encoder;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Length16Decoder;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Outbox;
import io.linekeeper.netty.WireDecoder;
import io.linekeeper.netty.WireEncoder;
import io.linekeeper.netty.session.SessionHandler;
import io.linekeeper.netty.session.SessionTerms;
import io.linekeeper.netty.session.Sessions;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.session.DeviceAuthenticator;
import io.linekeeper.session.SessionListener;
import io.linekeeper.wire.Frame;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;

/** What stands in the pipeline of a line of each protocol. */
final class Pipelines {
    private final GatewayConfig config;
    private final Sessions sessions;
    private final Fixed1028Service.Counts counts = new Fixed1028Service.Counts();

    Pipelines(GatewayConfig config, Sessions sessions) {
        this.config = config;
        this.sessions = sessions;
    }

    /** What all lines of {@code fixed1028} sent. */
    Fixed1028Service.Counts counts() {
        return counts;
    }

    /** Puts the handlers of its protocol on a new line of this listener. */
    void begin(Channel channel, Linekeeper keeper, Protocol protocol) {
        switch (protocol) {
            case LINE -> beginLine(channel, keeper);
            case FIXED1028 -> {
                Fixed1028Service service =
                        new Fixed1028Service(config.replyDelay().toNanos(), counts);
                boolean answers = !(keeper.policy().heartbeat() instanceof Heartbeat.OneWay);
                channel.pipeline()
                        .addLast(keeper.newLine(), new Fixed1028Decoder(), new Fixed1028Encoder())
                        .addLast(new Fixed1028Answers(service, answers), service);
            }
            case LENGTH16 ->
                channel.pipeline()
                        .addLast(
                                keeper.newLine(),
                                new Length16Decoder(),
                                new Length16Service(config.echoDelay().toNanos(), config.bareEcho()));
        }
        if (protocol != Protocol.LINE && config.greet().hasRemaining()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(config.greet()), channel.voidPromise());
        }
    }

    private void beginLine(Channel channel, Linekeeper keeper) {
        SessionTerms terms = new SessionTerms(
                keeper.name(),
                config.policyOf(Protocol.LINE),
                config.devices().authenticator().orElse(DeviceAuthenticator.none()),
                sessions,
                config.devices().handshake(),
                Frame.MOST_PAYLOAD_BYTES);
        channel.pipeline()
                .addLast(
                        keeper.withPolicy(terms.beforeWelcome()).newLine(),
                        WireDecoder.ofServer(terms.largestPayload()),
                        new WireEncoder(),
                        new Outbox(),
                        new SessionHandler(terms),
                        new LineService(config.echoDelay().toNanos()));
    }

    /**
     * Sends a first frame through a pipeline that leads nowhere, so that what loads lazily is there before the first peer:
     * on a fresh JVM its frame was seen to block the loop for 0.1 to 0.5 s.
     */
    static void warmUp(GatewayConfig config, Protocol protocol) {
        try (Sessions nobody = Sessions.inMemory("warm-up", SessionListener.NONE)) {
            EmbeddedChannel channel = new EmbeddedChannel();
            new Pipelines(config, nobody).begin(channel, Linekeeper.of(config.policyOf(protocol)), protocol);
            channel.pipeline().fireChannelActive();
            channel.writeInbound(
                    switch (protocol) {
                        case LINE -> Unpooled.buffer().writeInt(0);
                        case FIXED1028 ->
                            Unpooled.buffer().writeInt(Fixed1028Frame.PING).writeZero(Fixed1028Frame.BODY_BYTES);
                        case LENGTH16 -> Unpooled.buffer().writeShort(0);
                    });
            channel.finishAndReleaseAll();
        }
    }
}
