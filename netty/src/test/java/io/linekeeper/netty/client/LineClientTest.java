package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.client.Backoff;
import io.linekeeper.client.ClientState;
import io.linekeeper.client.ClientState.Connecting;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Live;
import io.linekeeper.client.ClientState.Suspect;
import io.linekeeper.client.ClientState.Waiting;
import io.linekeeper.client.Reason;
import io.linekeeper.line.Fate;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Loops;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients on real sockets, against a server that does what the test says. */
@Timeout(120)
class LineClientTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(1), Duration.ofMillis(20));
    private static final Backoff LONG = new Backoff(Duration.ofHours(1), Duration.ofHours(1));
    private static final Credential SECRET = Credential.of("sesame".getBytes(StandardCharsets.UTF_8));
    private static final DeviceId DEVICE = new DeviceId("d1");

    private final ResolvedTransport transport = Transport.AUTO.resolve();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
    private final ClientDiary diary = new ClientDiary();
    private ScriptedServer server;

    @BeforeEach
    void listen() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        Loops.end(group, Duration.ofSeconds(10)).syncUninterruptibly();
    }

    private LineClientConfig config() {
        return LineClientConfig.of("localhost", server.port(), DEVICE)
                .withCredential(SECRET)
                .withBackoff(SHORT);
    }

    private LineClient start(LineClientConfig config) {
        return start(config, host -> List.of(InetAddress.getLoopbackAddress()));
    }

    private LineClient start(LineClientConfig config, HostResolver resolver) {
        LineClient client = new LineClient(config, new ClientLoops(group, transport, resolver), diary);
        client.start();
        return client;
    }

    private Ended end(LineClient client) throws Exception {
        return client.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Ended stopped() {
        return new Ended(new Reason.Stopped());
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldBecomeLiveAndTalk() throws Exception {
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.accept()) {
            Frame.Hello hello = line.hello();
            assertThat(hello.device()).isEqualTo(DEVICE);
            assertThat(hello.credential()).isEqualTo(SECRET);
            assertThat(diary.next()).isEqualTo(new Connecting(1));
            line.welcome(
                    9, new Frame.Watch(Frame.Watch.Mode.PINGS, Duration.ofSeconds(1), Duration.ofSeconds(9)), false);
            assertThat(diary.next()).isEqualTo(new Live(9));
            assertThat(client.state()).isEqualTo(new Live(9));

            line.send(new Frame.Ping(5, Duration.ofSeconds(9)));
            assertThat(line.next()).isEqualTo(new Frame.Pong(5));
            client.send(text("up")).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(line.next()).isEqualTo(new Frame.Data(false, text("up")));
            line.send(new Frame.Data(true, text("do")));
            line.send(new Frame.Data(false, text("wn")));
            assertThat(diary.message()).isEqualTo("do...");
            assertThat(diary.message()).isEqualTo("wn");

            client.stop();
            assertThat(line.next()).isEqualTo(new Frame.Goodbye(GoodbyeCode.LEAVING, true, Duration.ZERO, ""));
            line.awaitEnd();
            assertThat(diary.next()).isEqualTo(new Draining(new Reason.Stopped()));
        }
        assertThat(end(client)).isEqualTo(stopped());
        assertThat(diary.next()).isEqualTo(stopped());
    }

    /** As if the process might open no more descriptors. */
    public static final class NoSocket extends NioSocketChannel {
        /** Fails. */
        public NoSocket() {
            throw new ChannelException("socket: too many open files");
        }
    }

    /** Netty tells that on a thread of its own, which is no client's. */
    @Test
    void shouldStayOnItsLoopWhereThereIsNotEvenASocket() throws Exception {
        ResolvedTransport without = new ResolvedTransport(
                transport.transport(),
                transport.ioHandlers(),
                transport.serverChannel(),
                NoSocket.class,
                transport.capabilities(),
                transport.missing());
        EventLoop loop = group.next();
        BlockingQueue<String> states = new LinkedBlockingQueue<>();
        LineClient client = new LineClient(config(), new ClientLoops(group, without), new ClientListener() {
            @Override
            public void stateChanged(ClientState state) {
                states.add(loop.inEventLoop() ? state.kind().name() : "on " + Thread.currentThread());
            }
        });
        client.start();
        for (String state : List.of("CONNECTING", "WAITING", "CONNECTING", "WAITING")) {
            assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(state);
        }
        client.stop();
        assertThat(end(client)).isEqualTo(stopped());
    }

    @Test
    void shouldBeatWithGrowingSequence() throws Exception {
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.accept()) {
            line.hello();
            line.welcome(
                    9, new Frame.Watch(Frame.Watch.Mode.BEATS, Duration.ofMillis(20), Duration.ofSeconds(9)), false);
            for (int sequence = 0; sequence < 5; sequence++) {
                assertThat(line.next()).isEqualTo(new Frame.Beat(Duration.ofMillis(60), sequence));
            }
        }
        stopNow(client);
    }

    /** Stops a client that is live on this line, as its server sees it. */
    private void stopOn(LineClient client, ScriptedServer.Line line) throws Exception {
        client.stop();
        assertThat(line.next(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.LEAVING);
        line.awaitEnd();
        line.socket.shutdownOutput();
        assertThat(end(client)).isEqualTo(stopped());
    }

    private void stopNow(LineClient client) throws Exception {
        client.stop();
        assertThat(end(client)).isEqualTo(stopped());
    }

    @Test
    void shouldFindAServerThatStopsAnsweringAndComeBack() throws Exception {
        KeepAlive rule = new KeepAlive(Duration.ofMillis(300), Duration.ofMillis(300), 2);
        LivenessPolicy policy = LivenessPolicy.within(Duration.ofSeconds(30))
                .withHeartbeat(new Heartbeat.TwoWay(rule, Heartbeat.Answers.REQUIRED));
        LineClient client = start(config().withPolicy(policy));
        try (ScriptedServer.Line line = server.accept()) {
            long instance = line.hello().instance();
            line.welcome(9, new Frame.Watch(Frame.Watch.Mode.KERNEL, Duration.ZERO, Duration.ZERO), true);
            line.send(new Frame.Pong(line.next(Frame.Ping.class).token()));
            assertThat(line.next(Frame.Ping.class).ttl()).isEqualTo(rule.bound());
            diary.await(Suspect.class);
            Draining judged = diary.await(Draining.class);
            assertThat(judged.why()).isIn(new Reason.Judged(Fate.HUNG), new Reason.Judged(Fate.SILENT));
            line.socket.close();
            assertThat(diary.await(Waiting.class).why()).isEqualTo(judged.why());
            try (ScriptedServer.Line second = server.accept()) {
                assertThat(second.hello().instance()).isEqualTo(instance);
            }
        }
        stopNow(client);
    }

    @ParameterizedTest
    @EnumSource(GoodbyeCode.class)
    void shouldComeBackAfterAGoodbyeThatAllowsIt(GoodbyeCode code) throws Exception {
        LineClient client = start(config());
        Reason.Goodbye told = new Reason.Goodbye(code, true, Duration.ofMillis(30), "as the test says");
        try (ScriptedServer.Line line = server.welcome(9)) {
            line.goodbye(code, true, Duration.ofMillis(30));
            line.awaitEnd();
            assertThat(diary.await(Draining.class).why()).isEqualTo(told);
        }
        if (code == GoodbyeCode.SUPERSEDED) {
            assertThat(end(client)).isEqualTo(new Ended(told));
            return;
        }
        Waiting waiting = diary.await(Waiting.class);
        assertThat(waiting.why()).isEqualTo(told);
        assertThat(waiting.delay()).isBetween(Duration.ofMillis(30), Duration.ofMillis(50));
        try (ScriptedServer.Line line = server.welcome(10)) {
            assertThat(diary.await(Live.class)).isEqualTo(new Live(10));
            stopOn(client, line);
        }
    }

    @ParameterizedTest
    @EnumSource(GoodbyeCode.class)
    void shouldEndAfterAGoodbyeThatDoesNot(GoodbyeCode code) throws Exception {
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.accept()) {
            line.hello();
            line.goodbye(code, false, Duration.ZERO);
            line.awaitEnd();
        }
        assertThat(end(client))
                .isEqualTo(new Ended(new Reason.Goodbye(code, false, Duration.ZERO, "as the test says")));
    }

    @Test
    void shouldSendWhatWasWrittenBeforeItEndsOnAGoodbye() throws Exception {
        int size = 3_000_000;
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.welcome(9)) {
            diary.await(Live.class);
            client.send(ByteBuffer.allocate(size));
            int received = line.next(Frame.Data.class).payload().remaining();
            line.goodbye(GoodbyeCode.SHUTDOWN, true, Duration.ofDays(1));
            for (Frame next = line.next(); next != null; next = line.next()) {
                received += ((Frame.Data) next).payload().remaining();
            }
            assertThat(received).isEqualTo(size);
            diary.await(Waiting.class);
        }
        stopNow(client);
    }

    @Test
    void shouldComeBackWhenSupersededIfToldTo() throws Exception {
        LineClient client = start(config().withReconnectAfterSuperseded(true));
        try (ScriptedServer.Line line = server.welcome(9)) {
            line.goodbye(GoodbyeCode.SUPERSEDED, false, Duration.ZERO);
        }
        try (ScriptedServer.Line line = server.welcome(10)) {
            diary.await(Live.class);
            assertThat(diary.await(Live.class)).isEqualTo(new Live(10));
            stopOn(client, line);
        }
    }

    @Test
    void shouldGiveUpAServerThatNeverWelcomes() throws Exception {
        LineClient client = start(config().withDeadlines(Duration.ofSeconds(10), Duration.ofMillis(250)));
        try (ScriptedServer.Line line = server.accept()) {
            line.hello();
            assertThat(diary.await(Waiting.class).why()).isEqualTo(new Reason.Judged(Fate.OVERDUE));
            assertThat(line.next(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.OVERDUE);
        }
        stopNow(client);
    }

    @Test
    void shouldEndALineOnWhichTheServerSendsWhatItMustNot() throws Exception {
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.welcome(9)) {
            line.send(new Frame.Beat(Duration.ofSeconds(1), 0));
            line.socket.shutdownOutput();
            assertThat(line.next(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.MALFORMED);
            assertThat(diary.await(Waiting.class).why()).isEqualTo(new Reason.Judged(Fate.MALFORMED));
        }
        stopNow(client);
    }

    @Test
    void shouldWaitWhenRefusedAndTryAgain() throws Exception {
        int port = server.port();
        server.close();
        LineClient client = start(config());
        assertThat(diary.await(Waiting.class).why()).isEqualTo(new Reason.NotConnected("connection refused"));
        assertThat(diary.next()).isEqualTo(new Connecting(2));
        server = new ScriptedServer(InetAddress.getLoopbackAddress(), port);
        try (ScriptedServer.Line line = server.welcome(9)) {
            diary.await(Live.class);
            stopOn(client, line);
        }
    }

    @Test
    void shouldLookUpTheHostAnewAndTryItsAddressesInTurn() throws Exception {
        Queue<List<InetAddress>> answers = new ArrayDeque<>(List.of(
                List.of(address(2), address(1)),
                List.of(address(1), address(2)),
                List.of(address(1)),
                List.of(address(1))));
        LineClient client = start(config(), host -> {
            if (answers.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return answers.remove();
        });
        try (ScriptedServer.Line line = server.welcome(9)) {
            assertThat(diary.await(Connecting.class)).isEqualTo(new Connecting(1));
            assertThat(diary.await(Waiting.class).why()).isEqualTo(new Reason.NotConnected("connection refused"));
            assertThat(diary.await(Connecting.class)).isEqualTo(new Connecting(2));
            assertThat(diary.await(Connecting.class)).isEqualTo(new Connecting(3));
            diary.await(Live.class);
            assertThat(line.socket.isConnected()).isTrue();
        }
        try (ScriptedServer.Line line = server.accept()) {
            line.hello();
        }
        while (!diary.await(Waiting.class)
                .why()
                .equals(new Reason.NotConnected("the host localhost is not known here"))) {
            assertThat(client.ended().toCompletableFuture()).isNotDone();
        }
        stopNow(client);
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    @Test
    void shouldFailToSendWhenItIsNotLive() {
        LineClient client = new LineClient(config(), new ClientLoops(group, transport), diary);
        assertThatThrownBy(() -> client.send(text("x")).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the client of d1 is not live, but New[]")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void shouldStopBeforeItIsStarted() throws Exception {
        LineClient client = new LineClient(config(), new ClientLoops(group, transport), diary);
        client.stop();
        client.start();
        assertThat(end(client)).isEqualTo(stopped());
        assertThat(client.state()).isEqualTo(stopped());
    }

    @Test
    void shouldStopWhileItLooksUpItsHost() throws Exception {
        LineClient client = start(config(), host -> {
            try {
                diary.await(Draining.class);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
        stopNow(client);
    }

    @Test
    void shouldStopWhileItWaitsForTheWelcome() throws Exception {
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.accept()) {
            line.hello();
            client.stop();
            assertThat(line.next(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.LEAVING);
        }
        assertThat(end(client)).isEqualTo(stopped());
    }

    @Test
    void shouldStopWhileItWaits() throws Exception {
        LineClient client = start(config().withBackoff(LONG), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(diary.await(Waiting.class).why())
                .isEqualTo(new Reason.NotConnected("the host localhost is not known here"));
        stopNow(client);
    }

    @Test
    void shouldStopWhileItDrains() throws Exception {
        LineClient client = start(config());
        try (ScriptedServer.Line line = server.welcome(9)) {
            line.send(new Frame.Goodbye(GoodbyeCode.SHUTDOWN, true, Duration.ZERO, ""));
            diary.await(Draining.class);
            client.stop();
            line.awaitEnd();
        }
        assertThat(end(client)).isEqualTo(stopped());
    }

    @Test
    void shouldTellLineEventsAndSurviveListenersThatThrow() throws Exception {
        ClientListener broken = new ClientListener() {
            @Override
            public void stateChanged(io.linekeeper.client.ClientState state) {
                diary.stateChanged(state);
                throw new IllegalStateException("a listener's bug");
            }
        };
        LineClient client = new LineClient(config(), new ClientLoops(group, transport), broken, new LineListener() {});
        client.start();
        try (ScriptedServer.Line line = server.welcome(9)) {
            diary.await(Live.class);
            line.socket.shutdownOutput();
            diary.await(Waiting.class);
        }
        stopNow(client);
    }
}
