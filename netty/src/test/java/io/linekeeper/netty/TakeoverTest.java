package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.netty.DeviceServer.Settings;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.Claim;
import io.linekeeper.session.Claimed;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.InMemorySessionDirectory;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device that comes back takes its place, on real sockets. */
final class TakeoverTest {
    private static final Duration DRAIN = Duration.ofMillis(500);
    private static final LivenessPolicy POLICY = new LivenessPolicy(
            KernelPolicy.off(), new Heartbeat.OneWay(Duration.ofSeconds(30)), Duration.ofSeconds(20), DRAIN);
    private static final LivenessPolicy TWO_WAY = new LivenessPolicy(
            KernelPolicy.off(),
            new Heartbeat.TwoWay(
                    new KeepAlive(Duration.ofMillis(300), Duration.ofMillis(100), 2), Heartbeat.Answers.REQUIRED),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10));

    private static Setup setup() {
        return Setup.eachTransport().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#all")
    void shouldGiveADeviceThatComesBackItsPlaceAndTellTheOldLine(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                Device old = server.welcomed("pump-4", 1);
                Device back = server.connect()) {
            back.hello("pump-4", 1);
            Frame.Goodbye goodbye = old.expect(Frame.Goodbye.class);
            assertThat(goodbye.code()).isEqualTo(GoodbyeCode.SUPERSEDED);
            assertThat(goodbye.mayReconnect()).isFalse();
            old.expectEnd();
            long epoch = back.expect(Frame.Welcome.class).epoch();
            back.sendText("here again");
            Loopback.await(() -> server.messagesOf(epoch), messages -> messages.size() == 1);
            assertThat(server.sessions.events()).containsExactly("connected", "superseded", "connected");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldStillDeliverWhatTheOldLineSends(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                Device old = server.welcomed("pump-4", 1)) {
            long epoch = server.sessions.entries().get(0).epoch();
            try (Device back = server.welcomed("pump-4", 1)) {
                old.sendText("last words");
                Loopback.await(() -> server.messagesOf(epoch), messages -> messages.equals(List.of("last words")));
                back.sendText("first words");
                old.socket.shutdownOutput();
                server.lines.await("closed", 1);
                assertThat(server.lines.of("closed").get(0).verdict().fate()).isEqualTo(Fate.SUPERSEDED);
            }
        }
    }

    @Test
    void shouldNotBeMovedByTheLateCloseOfTheOldLine() throws Exception {
        try (DeviceServer server = new DeviceServer(setup(), Settings.of(POLICY));
                Device old = server.welcomed("pump-4", 1);
                Device back = server.welcomed("pump-4", 1)) {
            WatchedServer.reset(old.socket);
            server.lines.await("closed", 1);
            back.sendText("not moved");
            Loopback.await(() -> server.inbox, inbox -> inbox.size() == 1);
            assertThat(server.sessions.events()).containsExactly("connected", "superseded", "connected");
            assertThat(server.sessions.live()).isEqualTo(1);
        }
    }

    /** The peer reads nothing, and megabytes wait for it: goodbye cannot even be written, and nobody waits for that. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldNotWaitForAnOldLineWhoseBuffersAreFull(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                Device old = server.welcomed("pump-4", 1)) {
            LineHandler line = server.server.line(0);
            line.channel().writeAndFlush(ByteBuffer.allocate(32 << 20));
            Loopback.await(() -> line.channel().isWritable(), writable -> !writable);
            long began = System.nanoTime();
            try (Device back = server.welcomed("pump-4", 1)) {
                assertThat(System.nanoTime() - began)
                        .as("nanoseconds from the connection to the WELCOME")
                        .isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
                assertThat(server.lines.of("closed")).isEmpty();
                Diary.Entry closed = server.lines.await("closed", 1);
                assertThat(closed.line()).isSameAs(line);
                assertThat(closed.verdict().fate()).isEqualTo(Fate.SUPERSEDED);
                assertThat(old.socket.isClosed()).isFalse();
                assertThat(back.socket.isConnected()).isTrue();
            }
        }
    }

    /** It comes back again and again, and its old lines neither end themselves nor go away: at most one of them drains. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldNeverKeepMoreThanOneDrainingLineBesideTheLiveOne(Setup setup) throws Exception {
        LivenessPolicy patient =
                new LivenessPolicy(POLICY.kernel(), POLICY.heartbeat(), POLICY.stallLimit(), Duration.ofSeconds(60));
        List<Device> ghosts = new ArrayList<>();
        try (DeviceServer server = new DeviceServer(setup, Settings.of(patient))) {
            for (int i = 0; i < 10; i++) {
                ghosts.add(server.welcomed("pump-4", 1));
                int open = server.lines.of("connected").size()
                        - server.lines.of("closed").size();
                assertThat(open).as("lines of the device").isLessThanOrEqualTo(2);
            }
            assertThat(server.sessions.live()).isEqualTo(1);
            for (Device ghost : ghosts) {
                ghost.close();
            }
            server.lines.await("closed", ghosts.size());
        }
    }

    /** Two devices with one id, each of which takes the place back as soon as it has lost it. */
    @Test
    void shouldDampTwoLiveDevicesThatFightForOneSession() throws Exception {
        try (DeviceServer server = new DeviceServer(setup(), Settings.of(POLICY))) {
            List<Device> devices = new ArrayList<>();
            Frame answer = null;
            for (int i = 0; i < 20 && !(answer instanceof Frame.Goodbye); i++) {
                Device device = server.connect();
                devices.add(device);
                device.hello("pump-4", 100 + i % 2);
                answer = device.read();
            }
            assertThat(answer).isInstanceOfSatisfying(Frame.Goodbye.class, goodbye -> {
                assertThat(goodbye.code()).isEqualTo(GoodbyeCode.REFUSED);
                assertThat(goodbye.mayReconnect()).isTrue();
                assertThat(goodbye.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
            });
            assertThat(devices).as("takeovers before that").hasSizeBetween(3, 8);
            assertThat(server.sessions.live()).isEqualTo(1);
            Device winner = devices.get(devices.size() - 2);
            winner.sendText("undisturbed");
            Loopback.await(() -> server.inbox, inbox -> inbox.size() == 1);
            for (Device device : devices) {
                device.close();
            }
        }
    }

    @Test
    void shouldLetAFlappingPhoneInAtOnceEachTime() throws Exception {
        List<Device> ghosts = new ArrayList<>();
        try (DeviceServer server = new DeviceServer(setup(), Settings.of(POLICY))) {
            for (int i = 0; i < 40; i++) {
                ghosts.add(server.welcomed("phone", 1));
            }
            for (Device ghost : ghosts) {
                ghost.close();
            }
        }
    }

    /** It was only late: all that it sent while it was judged is delivered, and it is told that it may come back. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldDeliverTheLastWordsOfALateDeviceAndAskItBack(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(TWO_WAY));
                Device late = server.welcomed("pump-4", 1)) {
            Frame.Goodbye goodbye = late.expect(Frame.Goodbye.class);
            assertThat(goodbye.code()).isIn(GoodbyeCode.HUNG, GoodbyeCode.SILENT);
            assertThat(goodbye.mayReconnect()).isTrue();
            late.expectEnd();
            for (int i = 0; i < 100; i++) {
                late.sendText("message " + i);
            }
            long epoch = server.sessions.entries().get(0).epoch();
            Loopback.await(() -> server.messagesOf(epoch), messages -> messages.size() == 100);
            late.socket.shutdownOutput();
            server.lines.await("closed", 1);
            try (Device back = server.welcomed("pump-4", 1)) {
                assertThat(server.sessions.events()).containsExactly("connected", "ended", "connected");
                back.send(new Frame.Goodbye(GoodbyeCode.LEAVING, true, Duration.ZERO, ""));
                back.socket.shutdownOutput();
                server.lines.await("closed", 2);
            }
        }
    }

    /** Or else a device would count as there for as long as a line drains on which nobody is. */
    @Test
    void shouldEndTheSessionWithTheVerdictAndNotWithTheDrain() throws Exception {
        try (DeviceServer server = new DeviceServer(setup(), Settings.of(TWO_WAY));
                Device silent = server.welcomed("pump-4", 1)) {
            silent.expect(Frame.Goodbye.class);
            Loopback.await(() -> server.sessions.live(), live -> live == 0);
            assertThat(server.lines.of("closed")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldEndADrainOnceWhateverThePeerDoesInIt(Setup setup) throws Exception {
        for (Parting parting : List.<Parting>of(
                device -> device.socket.shutdownOutput(),
                device -> WatchedServer.reset(device.socket),
                device -> {
                    device.socket.shutdownOutput();
                    WatchedServer.reset(device.socket);
                },
                device -> device.sendText("and then silence"),
                device -> {})) {
            try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                    Device old = server.welcomed("pump-4", 1);
                    Device back = server.welcomed("pump-4", 1)) {
                parting.play(old);
                Diary.Entry closed = server.lines.await("closed", 1);
                assertThat(closed.line()).isSameAs(server.server.line(0));
                assertThat(closed.verdict().fate()).isEqualTo(Fate.SUPERSEDED);
                assertThat(back.socket.isConnected()).isTrue();
            }
        }
    }

    /** How a device behaves that has been told goodbye. */
    private interface Parting {
        void play(Device device) throws Exception;
    }

    @Test
    void shouldRefuseANewcomerWhenTheDirectoryFailsAndLeaveTheLiveSessionAlone() throws Exception {
        SessionDirectory real = new InMemorySessionDirectory(() -> 1L);
        List<Boolean> failing = new ArrayList<>();
        SessionDirectory directory = new SessionDirectory() {
            @Override
            public CompletionStage<Optional<Session>> find(DeviceId device) {
                return real.find(device);
            }

            @Override
            public CompletionStage<Claimed> claim(Claim claim) {
                return failing.isEmpty()
                        ? real.claim(claim)
                        : CompletableFuture.failedStage(new IllegalStateException("away"));
            }

            @Override
            public CompletionStage<Boolean> release(Session session) {
                return real.release(session);
            }
        };
        try (DeviceServer server = new DeviceServer(setup(), Settings.of(POLICY).with(directory));
                Device live = server.welcomed("pump-4", 1)) {
            failing.add(true);
            try (Device newcomer = server.connect()) {
                newcomer.hello("pump-4", 1);
                Frame.Goodbye goodbye = newcomer.expect(Frame.Goodbye.class);
                assertThat(goodbye.code()).isEqualTo(GoodbyeCode.REFUSED);
                assertThat(goodbye.retryAfter()).isPositive();
            }
            live.sendText("undisturbed");
            Loopback.await(() -> server.inbox, inbox -> inbox.size() == 1);
        }
    }
}
