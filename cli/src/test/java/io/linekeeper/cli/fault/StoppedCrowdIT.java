package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Freeze;
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
    private static final int LIVE = 5_000;
    private static final int DEAD = 50;

    /** An eighth of the bound is the longest sleep of a loop. */
    private static final Duration LONGEST_PLAN = BOUND.dividedBy(8);

    /** It stands still a little longer than is measured here. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private static final Duration LATENESS = Timing.tick(BOUND).multipliedBy(2).plus(Timing.LISTENING);

    @Test
    void shouldJudgeThoseWhoDiedWhileItStoodStillAndNobodyElse() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    scene.network().router(),
                    "fixed1028",
                    Serve.FIXED1028,
                    "--heartbeat two-way --idle 2s --interval 1s --probes 3");
            Remote dying = scene.remote(serve, "fixed1028", Serve.FIXED1028, DEAD, "--answer");
            Crowd crowd = Crowd.on(
                    scene.network().router(),
                    serve,
                    LIVE,
                    "--protocol fixed1028 --heartbeat two-way --idle 15s --interval 15s --probes 3");

            Freeze stop = new Freeze(serve.program());
            long stopped = stop.inject();
            Waits.sleepUntil(stopped + STOP.dividedBy(3).toNanos());
            new PulledCable(scene.network().device()).inject();
            Waits.sleepUntil(stopped + STOP.toNanos());
            assertThat(serve.events().count("verdict")).isZero();
            long thawed = stop.restore();

            Waits.sleepUntil(thawed + BOUND.multipliedBy(2).toNanos());
            Duration gap = assertStopIsTold(serve, Duration.ofNanos(thawed - stopped));
            assertTheDeadAreFoundAlone(serve, dying, thawed, gap);
            crowd.assertAllLiveAndEnd();
            scene.assertAllWell();
        }
    }

    private static Duration assertStopIsTold(Serve serve, Duration stop) {
        Duration longest = Duration.ofMillis(serve.events().named("paused").stream()
                .mapToLong(event -> event.number("gap_ms"))
                .max()
                .orElseThrow(() -> new AssertionError("no pause was told")));
        assertThat(longest).isBetween(stop.minus(LONGEST_PLAN).minus(Timing.LISTENING), stop.plus(STOPPING));
        return longest;
    }

    /** What was credited beyond the stop are gaps of a busy loop after it. */
    private static void assertTheDeadAreFoundAlone(Serve serve, Remote dying, long thawed, Duration gap) {
        List<ServeEvent> verdicts = serve.events().named("verdict");
        Set<Integer> ports = Arrays.stream(dying.ports()).boxed().collect(Collectors.toSet());
        assertThat(verdicts).extracting(ServeEvent::peerPort).containsExactlyInAnyOrderElementsOf(ports);
        Duration latest = Duration.ZERO;
        for (ServeEvent verdict : verdicts) {
            Timing.assertFate(verdict, "UNREACHABLE");
            Duration found = Duration.ofNanos(verdict.nanos() - thawed);
            Duration later = Duration.ofMillis(Math.max(0, verdict.number("credited_ms") - gap.toMillis()));
            assertThat(found)
                    .as("after the stop: %s", verdict)
                    .isLessThan(BOUND.plus(LATENESS).plus(later));
            latest = found.compareTo(latest) > 0 ? found : latest;
        }
        System.out.printf(
                "measured: stopped for %s, a gap of %s: judged 0 of %d live lines, and %d of %d dead ones within %s of the"
                        + " thaw%n",
                STOP, gap, LIVE, verdicts.size(), DEAD, latest);
    }
}
