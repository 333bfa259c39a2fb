package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Freeze;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server itself stands still for longer than its bound: whoever was silent to it meanwhile was not silent. */
@FaultTest
class StoppedServerIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration PAUSE = BOUND.multipliedBy(2);
    private static final int CLIENTS = 50;

    /** An eighth of the bound is the longest sleep of a loop. */
    private static final Duration LONGEST_PLAN = BOUND.dividedBy(8);

    /** It stood still a little longer than is measured here. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    @Test
    void shouldChargeNobodyForItsOwnPauseOnEpoll() {
        outliveAPause("epoll");
    }

    @Test
    void shouldChargeNobodyForItsOwnPauseOnNio() {
        outliveAPause("nio");
    }

    private static void outliveAPause(String transport) {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    "fixed1028",
                    Serve.FIXED1028,
                    "--heartbeat two-way --idle 2s --interval 1s --probes 3 --transport " + transport);
            Remote clients = scene.remote(serve, "fixed1028", Serve.FIXED1028, CLIENTS, "--answer", "--beat", "500");
            Remote victim = scene.remote(serve, "fixed1028", Serve.FIXED1028, 1, "--answer");

            Freeze stop = new Freeze(serve.program());
            long stopped = stop.inject();
            Waits.sleepUntil(stopped + PAUSE.toNanos());
            long thawed = stop.restore();

            Waits.sleepUntil(thawed + BOUND.multipliedBy(2).toNanos());
            assertThat(serve.events().named("verdict")).isEmpty();
            assertPauseIsTold(serve.events().named("paused"), Duration.ofNanos(thawed - stopped));
            assertDeadIsFound(scene, serve, victim, transport);
            clients.tell("all finish");
            scene.assertAllWell();
        }
    }

    /** Whatever a loop had planned to sleep at that moment, and the step that counts as listening, are no part of the gap. */
    private static void assertPauseIsTold(List<ServeEvent> pauses, Duration pause) {
        long longest = pauses.stream()
                .mapToLong(event -> event.number("gap_ms"))
                .max()
                .orElseThrow(() -> new AssertionError("no pause was told"));
        assertThat(Duration.ofMillis(longest))
                .isBetween(pause.minus(LONGEST_PLAN).minus(Timing.LISTENING), pause.plus(STOPPING));
    }

    private static void assertDeadIsFound(Scene scene, Serve serve, Remote victim, String transport) {
        Moment lastByte = victim.awaitAnswer(0);
        scene.cut(victim.port(0), Direction.BOTH);
        ServeEvent verdict = serve.awaitVerdict(victim.port(0), BOUND.plus(Waits.REACTION));
        if (transport.equals("nio")) {
            Timing.assertJudgedWithoutWitness(verdict, "SILENT", lastByte, BOUND);
        } else {
            Timing.assertJudged(verdict, "UNREACHABLE", lastByte, BOUND);
        }
    }
}
