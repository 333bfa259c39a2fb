package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.PowerCut;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The peer's process or host ends: its kernel says so, at once or as soon as it is back. */
@FaultTest
class EndedPeerIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration OFF = Duration.ofSeconds(2);

    @Test
    void shouldBeFinishedOrResetAtOnceWhenTheProcessIsKilled() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve("fixed1028", Serve.FIXED1028, "--within 30s");
            Remote finished = scene.remote(serve, "fixed1028", Serve.FIXED1028, 2, "--answer");
            Remote unread = scene.remote(serve, "fixed1028", Serve.FIXED1028, 1);
            leaveAnAnswerUnread(scene, unread);

            assertEndedAtOnce(serve, finished, "FINISHED");
            assertEndedAtOnce(serve, unread, "RESET");
            scene.assertAllWell();
        }
    }

    private static void leaveAnAnswerUnread(Scene scene, Remote remote) {
        remote.tell("0 pause");
        for (int i = 0; i < 2; i++) {
            remote.tell("0 ping");
        }
        Waits.until(
                () -> "an unread answer",
                Waits.REACTION,
                () -> scene.network().device().sockets().stream()
                        .filter(socket -> socket.local().endsWith(":" + remote.port(0)))
                        .anyMatch(socket -> socket.unread() > 0));
    }

    private static void assertEndedAtOnce(Serve serve, Remote remote, String fate) {
        long before = System.nanoTime();
        remote.program().kill();
        long killed = System.nanoTime();
        for (int port : remote.ports()) {
            ServeEvent verdict = serve.awaitVerdict(port, Waits.REACTION);
            Timing.measured(verdict, Duration.ofNanos(verdict.nanos() - killed), "kill", AT_ONCE);
            Timing.assertFate(verdict, fate);
            assertThat(verdict.nanos()).isBetween(before, killed + AT_ONCE.toNanos());
        }
    }

    @Test
    void shouldBeResetByTheNextProbeWhenTheHostIsBackAfterAPowerCut() {
        try (Scene scene = new Scene()) {
            Serve keepAlive = scene.serve(
                    scene.network().router(), "fixed1028", 7001, "--heartbeat off --kernel-keepalive 1s,1s,10");
            Serve twoWay = scene.serve(
                    scene.network().router(),
                    "fixed1028",
                    7002,
                    "--heartbeat two-way --idle 1s --interval 3s --probes 3");
            Remote probed = scene.remote(keepAlive, "fixed1028", 7001, 2);
            Remote asked = scene.remote(twoWay, "fixed1028", 7002, 1, "--answer");

            PowerCut cut = new PowerCut(scene.network().device());
            long off = cut.inject();
            Waits.sleepUntil(off + OFF.toNanos());
            keepAlive.assertNoVerdict(probed.ports());
            twoWay.assertNoVerdict(asked.ports());
            long almostBack = System.nanoTime();
            long back = cut.restore();

            for (int port : probed.ports()) {
                assertReset(keepAlive.awaitVerdict(port, Waits.REACTION), almostBack, back, INTERVAL);
            }
            assertReset(twoWay.awaitVerdict(asked.port(0), Waits.REACTION), almostBack, back, OFF);
            assertThat(List.of(keepAlive, twoWay))
                    .allSatisfy(serve -> assertThat(serve.events().named("verdict"))
                            .as("only those of the device ended")
                            .allMatch(verdict -> isOf(probed, verdict) || isOf(asked, verdict)));
            scene.assertAllWell();
        }
    }

    private static boolean isOf(Remote remote, ServeEvent event) {
        return Arrays.stream(remote.ports()).anyMatch(port -> port == event.peerPort());
    }

    /**
     * @param nextSegment until the server's kernel sends again: the interval of its probes, or for a question that was under
     *     way how far retransmission has backed off, which is never longer than the cut was
     */
    private static void assertReset(ServeEvent verdict, long almostBack, long back, Duration nextSegment) {
        Timing.measured(verdict, Duration.ofNanos(verdict.nanos() - back), "restart", nextSegment);
        Timing.assertFate(verdict, "RESET");
        assertThat(verdict.nanos())
                .isBetween(
                        almostBack,
                        back + nextSegment.plus(Timing.KERNEL_LATENESS).toNanos());
    }
}
