package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Freeze;
import io.linekeeper.lab.Host;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A server with thousands of lines stands still for six times its bound, and some of its peers die meanwhile: those alone are
 * judged. The thaw is a lot of work at once, so nothing else runs beside it.
 */
@FaultTest
@Isolated
class StoppedCrowdIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int ANSWERING = 5_000;
    private static final int BEATING = 1_000;
    private static final int DEAD = 50;

    /** An eighth of the bound is the longest sleep of a loop. */
    private static final Duration LONGEST_PLAN = BOUND.dividedBy(8);

    /** It stands still a little longer than is measured here. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private static final Duration LATENESS = Timing.tick(BOUND).multipliedBy(2).plus(Timing.LISTENING);

    @Test
    void shouldJudgeThoseWhoDiedWhileItStoodStillAndNobodyElse() {
        try (Scene scene = new Scene()) {
            Host live = scene.network().router();
            Serve asking =
                    scene.serve(live, "fixed1028", 7001, "--heartbeat two-way --idle 2s --interval 1s --probes 3");
            Serve listening = Serve.on(
                    scene.network().server(),
                    "fixed1028",
                    7002,
                    "--heartbeat one-way:5s --kernel-keepalive off --drain 2s");
            Remote unreachable = scene.remote(asking, "fixed1028", 7001, DEAD, "--answer");
            Remote silent = scene.remote(listening, "fixed1028", 7002, DEAD, "--beat", "1000");
            String fixed = "--protocol fixed1028 --heartbeat ";
            Crowd answering = Crowd.on(live, asking, ANSWERING, fixed + "two-way --idle 15s --interval 15s --probes 3");
            Crowd beating = Crowd.on(live, listening, BEATING, fixed + "one-way:5s");

            Freeze stopOfAsking = new Freeze(asking.program());
            Freeze stopOfListening = new Freeze(listening.program());
            stopOfAsking.inject();
            long stopped = stopOfListening.inject();
            Waits.sleepUntil(stopped + STOP.dividedBy(3).toNanos());
            new PulledCable(scene.network().device()).inject();
            Waits.sleepUntil(stopped + STOP.toNanos());
            long thawOfAsking = stopOfAsking.restore();
            long thawOfListening = stopOfListening.restore();

            Waits.sleepUntil(thawOfListening + BOUND.multipliedBy(2).toNanos());
            assertTheDeadAreFoundAlone(asking, unreachable, "UNREACHABLE", thawOfAsking);
            assertTheDeadAreFoundAlone(listening, silent, "SILENT", thawOfListening);
            answering.assertAllLiveAndEnd();
            beating.assertAllLiveAndEnd();
            listening.assertCleanedUp(Scene.DRAIN);
            listening.end();
            scene.assertAllWell();
        }
    }

    /** What was credited beyond the stop are gaps of a busy loop after it. */
    private static void assertTheDeadAreFoundAlone(Serve serve, Remote dying, String fate, long thawed) {
        Duration gap = assertStopIsTold(serve);
        List<ServeEvent> verdicts = serve.events().named("verdict");
        Set<Integer> ports = Arrays.stream(dying.ports()).boxed().collect(Collectors.toSet());
        assertThat(verdicts).extracting(ServeEvent::peerPort).containsExactlyInAnyOrderElementsOf(ports);
        Duration latest = Duration.ZERO;
        for (ServeEvent verdict : verdicts) {
            Timing.assertFate(verdict, fate);
            Duration found = Duration.ofNanos(verdict.nanos() - thawed);
            Duration later = Duration.ofMillis(Math.max(0, verdict.number("credited_ms") - gap.toMillis()));
            assertThat(found)
                    .as("after the stop: %s", verdict)
                    .isBetween(Duration.ZERO, BOUND.plus(LATENESS).plus(later));
            latest = found.compareTo(latest) > 0 ? found : latest;
        }
        System.out.printf(
                "measured: stopped for %s, a gap of %s: of %d lines judged the %d dead ones alone, %s, within %s of the"
                        + " thaw%n",
                STOP, gap, serve.events().count("connected"), verdicts.size(), fate, latest);
    }

    private static Duration assertStopIsTold(Serve serve) {
        Duration longest = Duration.ofMillis(serve.events().named("paused").stream()
                .mapToLong(event -> event.number("gap_ms"))
                .max()
                .orElseThrow(() -> new AssertionError("no pause was told")));
        assertThat(longest).isBetween(STOP.minus(LONGEST_PLAN).minus(Timing.LISTENING), STOP.plus(STOPPING));
        return longest;
    }
}
