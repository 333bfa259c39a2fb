package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Outbox;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The protocol on an embedded channel that passes frames, and whose time only moves when a test says so. */
class ConnectionTest {
    private static final KeepAlive RULE = new KeepAlive(Duration.ofMillis(1000), Duration.ofMillis(500), 2);
    private static final LivenessPolicy POLICY = new LivenessPolicy(
            KernelPolicy.off(),
            new Heartbeat.TwoWay(RULE, Heartbeat.Answers.ONCE_GIVEN),
            Duration.ofSeconds(20),
            Duration.ofMillis(300));
    private static final LineClientConfig CONFIG = LineClientConfig.of("h", 1, new DeviceId("d1"))
            .withPolicy(POLICY)
            .withDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int STEP = 10;
    /** Of a verdict before the WELCOME, when the stall limit alone gives the tick. */
    private static final int LATE =
            (int) POLICY.withoutHeartbeat().latenessAllowed().toMillis();

    private final MockTicker time = Ticker.newMockTicker();
    private final Heard heard = new Heard();
    private final Connection connection = new Connection(CONFIG, 77, heard);
    private final EmbeddedChannel channel = begin(CONFIG, connection);

    private EmbeddedChannel begin(LineClientConfig config, Connection on) {
        Linekeeper keeper = Linekeeper.of(config.policy().withoutHeartbeat());
        return EmbeddedChannel.builder()
                .ticker(time)
                .handlers(keeper.newLine(), new Outbox(), on)
                .build();
    }

    private void pass(int millis) {
        for (int passed = 0; passed < millis; passed += STEP) {
            time.advance(STEP, TimeUnit.MILLISECONDS);
            channel.runPendingTasks();
        }
    }

    private List<Frame> sent() {
        List<Frame> frames = new ArrayList<>();
        for (Object each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
            if (each instanceof Frame frame) {
                frames.add(frame);
            } else {
                ((ByteBuf) each).release();
            }
        }
        return frames;
    }

    private static Frame.Watch beats(int interval, int bound) {
        return new Frame.Watch(Frame.Watch.Mode.BEATS, Duration.ofMillis(interval), Duration.ofMillis(bound));
    }

    private static Frame.Watch pings() {
        return new Frame.Watch(Frame.Watch.Mode.PINGS, Duration.ofSeconds(1), MINUTE);
    }

    private void welcome(Frame.Watch watch, boolean answers) {
        channel.writeInbound(new Frame.Welcome(1, 0, 9, watch, answers, 65_535));
    }

    @Test
    void shouldSayHelloOnceAndOnlyThat() {
        pass(1000);
        assertThat(sent()).containsExactly(CONFIG.hello(77));
        assertThat(heard.events).isEmpty();
    }

    @Test
    void shouldJudgeAServerThatNeverWelcomesAsOverdueAndNotSooner() {
        pass(1900);
        assertThat(heard.events).isEmpty();
        pass(100 + LATE);

        assertThat(heard.events).containsExactly("judged OVERDUE", "closed");
        assertThat(sent())
                .containsExactly(CONFIG.hello(77), new Frame.Goodbye(GoodbyeCode.OVERDUE, true, Duration.ZERO, ""));
    }

    @Test
    void shouldBeatAsTheServerWantsIt() {
        welcome(beats(400, 1_500), false);
        pass(1_250);

        assertThat(sent())
                .containsExactly(
                        CONFIG.hello(77),
                        new Frame.Beat(Duration.ofMillis(1_200), 0),
                        new Frame.Beat(Duration.ofMillis(1_200), 1),
                        new Frame.Beat(Duration.ofMillis(1_200), 2),
                        new Frame.Beat(Duration.ofMillis(1_200), 3));
        assertThat(heard.events).containsExactly("welcomed 9");
    }

    @Test
    void shouldNotCatchUpOnBeatsAfterAPause() {
        welcome(beats(400, 1_500), false);
        time.advance(10, TimeUnit.SECONDS);
        channel.runPendingTasks();
        pass(390);

        assertThat(sent()).hasSize(3);
    }

    @Test
    void shouldNotBeatWhereItCannotOrNeedNot() {
        welcome(pings(), false);
        pass(5_000);
        assertThat(sent()).containsExactly(CONFIG.hello(77));

        Connection mute = new Connection(CONFIG.withLongestBeat(Optional.empty()), 77, heard);
        EmbeddedChannel other = begin(CONFIG, mute);
        other.writeInbound(new Frame.Welcome(1, 0, 9, beats(400, 1_500), false, 65_535));
        other.readOutbound();
        time.advance(5, TimeUnit.SECONDS);
        other.runPendingTasks();
        assertThat(other.<Object>readOutbound()).isNull();
    }

    @Test
    void shouldAnswerQuestionsAlways() {
        welcome(pings(), false);
        channel.writeInbound(new Frame.Ping(42, MINUTE));
        assertThat(sent()).endsWith(new Frame.Pong(42));
    }

    @Test
    void shouldAskAServerThatAnswersAndJudgeItAtTheBound() {
        welcome(pings(), true);
        pass(1_050);
        assertThat(sent()).endsWith(new Frame.Ping(1, RULE.bound()));
        channel.writeInbound(new Frame.Pong(1));
        pass(1_900);
        assertThat(heard.events).as("early").containsExactly("welcomed 9");
        pass(250);

        assertThat(heard.events).containsExactly("welcomed 9", "judged SILENT", "closed");
        assertThat(sent())
                .endsWith(
                        new Frame.Ping(3, RULE.bound()),
                        new Frame.Goodbye(GoodbyeCode.SILENT, true, Duration.ZERO, ""));
    }

    @Test
    void shouldNotAskAServerThatDoesNotAnswer() {
        welcome(pings(), false);
        pass(20_000);
        assertThat(sent()).containsExactly(CONFIG.hello(77));
        assertThat(heard.events).containsExactly("welcomed 9");
    }

    @Test
    void shouldRefuseAVersionThatItDidNotOffer() {
        channel.writeInbound(new Frame.Welcome(2, 0, 9, pings(), false, 65_535));
        assertThat(heard.events).startsWith("judged MALFORMED");
    }

    @Test
    void shouldTellTheGoodbyeBeforeItsVerdict() {
        welcome(pings(), true);
        channel.writeInbound(new Frame.Goodbye(GoodbyeCode.SUPERSEDED, false, Duration.ZERO, "x"));

        assertThat(heard.events).containsExactly("welcomed 9", "goodbye SUPERSEDED", "judged FINISHED", "closed");
        assertThat(sent()).containsExactly(CONFIG.hello(77));
    }

    @Test
    void shouldLeaveWithAGoodbyeBehindWhatItSent() {
        welcome(pings(), true);
        connection.send(ByteBuffer.wrap(new byte[40_000]));
        connection.leave();
        connection.leave();

        assertThat(sent().stream().map(each -> each.getClass().getSimpleName()))
                .containsExactly("Hello", "Data", "Data", "Data", "Goodbye");
        assertThat(heard.events).containsExactly("welcomed 9", "judged SHUTDOWN", "closed");
    }

    @Test
    void shouldSendNoLargerPiecesThanTheServerTakes() {
        channel.writeInbound(new Frame.Welcome(1, 0, 9, pings(), false, 3));
        connection.send(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7}));

        assertThat(sent().stream().skip(1))
                .containsExactly(
                        new Frame.Data(true, ByteBuffer.wrap(new byte[] {1, 2, 3})),
                        new Frame.Data(true, ByteBuffer.wrap(new byte[] {4, 5, 6})),
                        new Frame.Data(false, ByteBuffer.wrap(new byte[] {7})));
    }

    @Test
    void shouldTellWhatComesAlsoAfterAGoodbye() {
        welcome(pings(), false);
        channel.writeInbound(new Frame.Data(true, ByteBuffer.wrap(new byte[] {1})));
        channel.writeInbound(new Frame.Data(false, ByteBuffer.wrap(new byte[0])));
        assertThat(heard.events).containsExactly("welcomed 9", "received 1 and more", "received 0");
    }

    @Test
    void shouldStopBeatingWithTheLine() {
        welcome(beats(400, 1_500), false);
        channel.close();
        sent();
        pass(5_000);
        assertThat(sent()).isEmpty();
        assertThat(heard.events).containsExactly("welcomed 9", "judged CLOSED", "closed");
    }

    /** Writes down what a connection tells. */
    private static final class Heard implements ConnectionListener {
        final List<String> events = new ArrayList<>();

        @Override
        public void welcomed(Frame.Welcome welcome) {
            events.add("welcomed " + welcome.epoch());
        }

        @Override
        public void suspected() {
            events.add("suspected");
        }

        @Override
        public void recovered() {
            events.add("recovered");
        }

        @Override
        public void received(Frame.Data data) {
            events.add("received " + data.payload().remaining() + (data.more() ? " and more" : ""));
        }

        @Override
        public void goodbye(Frame.Goodbye goodbye) {
            events.add("goodbye " + goodbye.code());
        }

        @Override
        public void judged(Fate fate) {
            events.add("judged " + fate);
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    }
}
