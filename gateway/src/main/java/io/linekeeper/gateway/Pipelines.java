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
import java.util.function.Consumer;

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

    /** What puts the handlers of its protocol on each new line of a listener; what holds for all of them is made once. */
    Consumer<Channel> of(Linekeeper keeper, Protocol protocol) {
        return switch (protocol) {
            case LINE -> line(keeper);
            case FIXED1028 -> greeting(fixed1028(keeper));
            case LENGTH16 -> greeting(length16(keeper));
        };
    }

    private Consumer<Channel> line(Linekeeper keeper) {
        SessionTerms terms = new SessionTerms(
                keeper.name(),
                keeper.policy(),
                config.devices().authenticator().orElse(DeviceAuthenticator.none()),
                sessions,
                config.devices().handshake(),
                Frame.MOST_PAYLOAD_BYTES);
        Linekeeper beforeWelcome = keeper.withPolicy(terms.beforeWelcome());
        return channel -> channel.pipeline()
                .addLast(
                        beforeWelcome.newLine(),
                        WireDecoder.ofServer(terms.largestPayload()),
                        new WireEncoder(),
                        new Outbox(),
                        new SessionHandler(terms),
                        new LineService(config.echoDelay().toNanos()));
    }

    private Consumer<Channel> fixed1028(Linekeeper keeper) {
        boolean answers = !(keeper.policy().heartbeat() instanceof Heartbeat.OneWay);
        return channel -> {
            Fixed1028Service service = new Fixed1028Service(config.replyDelay().toNanos(), counts);
            channel.pipeline()
                    .addLast(keeper.newLine(), new Fixed1028Decoder(), new Fixed1028Encoder())
                    .addLast(new Fixed1028Answers(service, answers), service);
        };
    }

    private Consumer<Channel> length16(Linekeeper keeper) {
        return channel -> channel.pipeline()
                .addLast(
                        keeper.newLine(),
                        new Length16Decoder(),
                        new Length16Service(config.echoDelay().toNanos(), config.bareEcho()));
    }

    private Consumer<Channel> greeting(Consumer<Channel> pipeline) {
        return !config.greet().hasRemaining()
                ? pipeline
                : pipeline.andThen(channel ->
                        channel.writeAndFlush(Unpooled.wrappedBuffer(config.greet()), channel.voidPromise()));
    }
}
