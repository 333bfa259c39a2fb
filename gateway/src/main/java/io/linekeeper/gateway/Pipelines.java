package io.linekeeper.gateway;

import io.linekeeper.netty.Fixed1028Decoder;
import io.linekeeper.netty.Fixed1028Encoder;
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
import io.linekeeper.wire.Frame;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

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
}
