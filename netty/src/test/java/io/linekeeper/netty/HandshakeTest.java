package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.DeviceServer.Settings;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceAuthenticator;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients in step and out of step, on real sockets: each gets what it asked for, and nobody else notices. */
final class HandshakeTest {
    private static final LivenessPolicy POLICY = new LivenessPolicy(
            KernelPolicy.off(),
            new Heartbeat.OneWay(Duration.ofSeconds(30)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1));
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final byte[] SECRET = {1, 2, 3};

    private static Setup setup() {
        return Setup.eachTransport().findFirst().orElseThrow();
    }

    /** Each of these clients is out of step; a bystander is served all the while. */
    private static Verdict out(Settings settings, Mischief mischief) throws Exception {
        try (DeviceServer server = new DeviceServer(setup(), settings);
                Device bystander = server.welcomed("bystander", 1)) {
            try (Device device = server.connect()) {
                mischief.play(device);
                Diary.Entry closed = server.lines.await("closed", 1);
                assertThat(closed.line()).isSameAs(server.server.line(1));
                bystander.sendText("still here");
                Loopback.await(() -> server.inbox, inbox -> inbox.size() == 1);
                return Objects.requireNonNull(closed.verdict());
            }
        }
    }

    /** What a client does. */
    private interface Mischief {
        void play(Device device) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldWelcomeADeviceAndHearItsMessages(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                Device device = server.connect()) {
            device.hello("pump-4", 7);
            Frame.Welcome welcome = device.expect(Frame.Welcome.class);
            assertThat(welcome.client())
                    .isEqualTo(new Frame.Watch(Frame.Watch.Mode.BEATS, Duration.ofSeconds(10), Duration.ofSeconds(30)));
            assertThat(welcome.answers()).as("a one-way server answers nothing").isFalse();
            device.send(new Frame.Data(true, ByteBuffer.wrap(new byte[] {'a'})));
            device.send(new Frame.Beat(Duration.ofSeconds(5), 0));
            device.sendText("b");
            Loopback.await(() -> server.messagesOf(welcome.epoch()), messages -> messages.equals(List.of("ab")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "01 00 00 20 4c 49"})
    void shouldEndALineThatDoesNotIntroduceItselfInTime(String sent) throws Exception {
        Verdict verdict = out(Settings.of(POLICY).with(SHORT), device -> {
            device.sendHex(sent);
            assertThat(device.expect(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.OVERDUE);
        });
        assertThat(verdict.fate()).isEqualTo(Fate.OVERDUE);
        assertThat(verdict.boundNanos()).isEqualTo(SHORT.toNanos());
    }

    @ParameterizedTest
    @CsvSource({
        "data instead of hello,      06 00 00 01 41",
        "beat instead of hello,      05 00 00 08 00 00 00 01 00 00 00 00",
        "something else,             47 45 54 20 2f",
        "a frame that is too long,   01 00 ff ff",
    })
    void shouldEndALineThatDoesNotBeginWithHello(String what, String hex) throws Exception {
        Verdict verdict = out(Settings.of(POLICY), device -> {
            device.sendHex(hex);
            assertThat(device.expect(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.MALFORMED);
        });
        assertThat(verdict.fate()).isEqualTo(Fate.MALFORMED);
        assertThat(verdict.evidence().detail()).as(what).contains("at byte 0");
    }

    @Test
    void shouldEndALineThatSaysHelloTwice() throws Exception {
        Verdict verdict = out(Settings.of(POLICY), device -> {
            device.hello("twice", 1);
            device.expect(Frame.Welcome.class);
            device.hello("twice", 1);
            assertThat(device.expect(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.MALFORMED);
        });
        assertThat(verdict.fate()).isEqualTo(Fate.MALFORMED);
        assertThat(verdict.evidence().detail())
                .contains("at byte "
                        + Device.bytes(Device.helloOf("twice", 1, new byte[0], new Frame.Offer(true, true, true)))
                                .length);
    }

    @Test
    void shouldEndALineThatSendsDataBeforeItsWelcome() throws Exception {
        DeviceAuthenticator never = (device, credential, listener) ->
                device.text().equals("early") ? new CompletableFuture<>() : CompletableFuture.completedStage(true);
        Verdict verdict = out(Settings.of(POLICY).with(never), device -> {
            device.hello("early", 1);
            device.sendText("too early");
        });
        assertThat(verdict.fate()).isEqualTo(Fate.MALFORMED);
    }

    @Test
    void shouldRefuseAVersionThatItDoesNotSpeak() throws Exception {
        Verdict verdict = out(Settings.of(POLICY), device -> {
            device.send(new Frame.Hello(
                    2, 3, 0, new Frame.Offer(true, true, true), 1, new DeviceId("d"), Credential.none()));
            Frame.Goodbye goodbye = device.expect(Frame.Goodbye.class);
            assertThat(goodbye.code()).isEqualTo(GoodbyeCode.VERSION);
            assertThat(goodbye.mayReconnect()).isFalse();
        });
        assertThat(verdict.fate()).isEqualTo(Fate.REFUSED);
        assertThat(verdict.evidence().detail()).contains("2 to 3");
    }

    @Test
    void shouldSkipUnknownOptionalFramesAndRefuseOthers() throws Exception {
        Verdict verdict = out(Settings.of(POLICY), device -> {
            device.sendHex("63 80 00 03 01 02 03");
            device.hello("optional", 1);
            device.sendHex("63 80 00 00");
            device.expect(Frame.Welcome.class);
            device.sendHex("63 80 00 01 09");
            device.sendHex("63 00 00 01 09");
            assertThat(device.expect(Frame.Goodbye.class).code()).isEqualTo(GoodbyeCode.MALFORMED);
        });
        assertThat(verdict.fate()).isEqualTo(Fate.MALFORMED);
    }

    @Test
    void shouldAnswerNoQuestionWhereItOnlyListens() throws Exception {
        out(Settings.of(POLICY), device -> {
            device.hello("asks", 1);
            device.expect(Frame.Welcome.class);
            device.send(new Frame.Ping(7, Duration.ZERO));
            device.socket.shutdownOutput();
            device.expectEnd();
        });
    }

    @Test
    void shouldTakeAGoodbyeInTheMiddleOfAMessage() throws Exception {
        Verdict verdict = out(Settings.of(POLICY), device -> {
            device.hello("leaver", 1);
            device.expect(Frame.Welcome.class);
            device.send(new Frame.Data(true, ByteBuffer.wrap(new byte[] {'x'})));
            device.send(new Frame.Goodbye(GoodbyeCode.LEAVING, true, Duration.ZERO, "off"));
            device.socket.shutdownOutput();
            device.expectEnd();
        });
        assertThat(verdict.fate()).isEqualTo(Fate.FINISHED);
        assertThat(verdict.evidence().detail()).isEqualTo("goodbye LEAVING: off");
    }

    @ParameterizedTest
    @CsvSource({"wrong", "throws", "fails"})
    void shouldNotLetAnybodyTakeAPlaceWhoCannotProveWhoItIs(String how) throws Exception {
        DeviceAuthenticator strict = (device, credential, listener) -> {
            if (Arrays.equals(credential.bytes(), SECRET)) {
                return CompletableFuture.completedStage(true);
            }
            if (how.equals("throws")) {
                throw new IllegalStateException("the database is away");
            }
            return how.equals("fails")
                    ? CompletableFuture.failedStage(new IllegalStateException("the database is away"))
                    : CompletableFuture.completedStage(false);
        };
        try (DeviceServer server = new DeviceServer(setup(), Settings.of(POLICY).with(strict));
                Device owner = server.connect();
                Device thief = server.connect()) {
            owner.send(Device.helloOf("pump-4", 1, SECRET, new Frame.Offer(true, true, true)));
            Frame.Welcome welcome = owner.expect(Frame.Welcome.class);
            thief.send(Device.helloOf("pump-4", 2, new byte[] {9}, new Frame.Offer(true, true, true)));
            Frame.Goodbye goodbye = thief.expect(Frame.Goodbye.class);
            assertThat(goodbye.code()).isEqualTo(GoodbyeCode.UNAUTHENTICATED);
            assertThat(goodbye.mayReconnect()).isFalse();
            thief.socket.shutdownOutput();
            server.lines.await("closed", 1);
            owner.sendText("undisturbed");
            Loopback.await(() -> server.messagesOf(welcome.epoch()), messages -> messages.size() == 1);
            assertThat(server.sessions.events()).containsExactly("connected");
        }
    }

    @Test
    void shouldGiveUpOnAnAuthenticatorThatNeverAnswers() throws Exception {
        DeviceAuthenticator never = (device, credential, listener) ->
                device.text().equals("waits") ? new CompletableFuture<>() : CompletableFuture.completedStage(true);
        Verdict verdict = out(Settings.of(POLICY).with(never).with(SHORT), device -> device.hello("waits", 1));
        assertThat(verdict.fate()).isEqualTo(Fate.OVERDUE);
    }
}
