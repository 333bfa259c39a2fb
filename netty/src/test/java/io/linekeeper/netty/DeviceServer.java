package io.linekeeper.netty;

import io.linekeeper.netty.session.SessionHandler;
import io.linekeeper.netty.session.SessionTerms;
import io.linekeeper.netty.session.Sessions;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.BattleRule;
import io.linekeeper.session.DeviceAuthenticator;
import io.linekeeper.session.InMemorySessionDirectory;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.wire.Frame;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server on loopback that speaks {@code line}, and keeps what devices send. Closing it checks what must hold at the end. */
final class DeviceServer implements AutoCloseable {

    /** A message as the application got it. */
    record Received(Session session, String text) {}

    /** How a server is set up. */
    record Settings(
            LivenessPolicy policy, DeviceAuthenticator authenticator, SessionDirectory directory, Duration handshake) {
        static Settings of(LivenessPolicy policy) {
            return new Settings(
                    policy,
                    DeviceAuthenticator.none(),
                    new InMemorySessionDirectory(() -> 1_700_000_000_000_000L),
                    SessionTerms.DEFAULT_HANDSHAKE);
        }

        Settings with(DeviceAuthenticator other) {
            return new Settings(policy, other, directory, handshake);
        }

        Settings with(SessionDirectory other) {
            return new Settings(policy, authenticator, other, handshake);
        }

        Settings with(Duration otherHandshake) {
            return new Settings(policy, authenticator, directory, otherHandshake);
        }
    }

    final SessionDiary sessions = new SessionDiary();
    final List<Received> inbox = new CopyOnWriteArrayList<>();
    final WatchedServer server;
    final Diary lines;
    private final Sessions registry;

    DeviceServer(Setup setup, Settings settings) {
        registry = new Sessions("node", settings.directory(), sessions, BattleRule.DEFAULT);
        SessionTerms terms = new SessionTerms(
                "line", settings.policy(), settings.authenticator(), registry, settings.handshake(), 65_535);
        server = new WatchedServer(
                setup,
                terms.beforeWelcome(),
                channel -> channel.pipeline()
                        .addLast(
                                WireDecoder.ofServer(terms.largestPayload()),
                                new WireEncoder(),
                                new Outbox(),
                                new SessionHandler(terms),
                                new Application()));
        lines = server.diary;
    }

    Device connect() throws Exception {
        return new Device(server.connect());
    }

    /** A device that has been let in. */
    Device welcomed(String device, long instance) throws Exception {
        Device connected = connect();
        connected.hello(device, instance);
        connected.expect(Frame.Welcome.class);
        return connected;
    }

    /** The messages of a session, in the order in which they came. */
    List<String> messagesOf(long epoch) {
        return inbox.stream()
                .filter(each -> each.session().epoch() == epoch)
                .map(Received::text)
                .toList();
    }

    /** The server's side of the line on which the device is live. */
    Channel channelOf(Session session) {
        return lines.of("connected").stream()
                .map(Diary.Entry::line)
                .filter(line -> line.number() == session.line())
                .findFirst()
                .orElseThrow()
                .channel();
    }

    /** Waits for the devices, which are gone by now: a loop that is ended in the middle of a FIN forgets its channel. */
    @Override
    public void close() {
        try {
            Loopback.await(
                    () -> lines.of("connected").size() - lines.of("closed").size(), open -> open == 0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        server.close();
        registry.close();
        sessions.check();
    }

    /** Puts messages together, and ends its side when the device has ended its own. */
    private final class Application extends ChannelInboundHandlerAdapter {
        private final StringBuilder message = new StringBuilder();
        private @Nullable Session session;

        @Override
        public void channelRead(ChannelHandlerContext context, Object read) {
            Frame.Data data = (Frame.Data) read;
            message.append(StandardCharsets.UTF_8.decode(data.payload()));
            if (!data.more()) {
                inbox.add(new Received(Objects.requireNonNull(session), message.toString()));
                message.setLength(0);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Session begun) {
                session = begun;
            } else if (event == ChannelInputShutdownEvent.INSTANCE) {
                context.close();
            }
        }
    }
}
