package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's wall clock jumps: nobody is judged for that, and the dead neither sooner nor later. */
@FaultTest
class ClockJumpIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration JUMP = Duration.ofHours(1);
    private static final Duration ABOUT = Duration.ofSeconds(30);
    private static final int LIVE = 50;

    @Test
    void shouldJudgeTheDeadInTimeAndNobodyElseWhenTheWallClockJumps(@TempDir Path folder) {
        WallClock clock = new WallClock(folder);
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    scene.network().device(),
                    clock.around(Jar.command("serve")),
                    "fixed1028",
                    Serve.FIXED1028,
                    "--heartbeat two-way --idle 2s --interval 1s --probes 3");
            Remote live = scene.remote(serve, "fixed1028", Serve.FIXED1028, LIVE, "--answer");
            Remote victims = scene.remote(serve, "fixed1028", Serve.FIXED1028, 2, "--answer");

            judgeAcross(scene, serve, victims, 0, clock, JUMP);
            judgeAcross(scene, serve, victims, 1, clock, JUMP.negated());
            assertThat(serve.events().count("verdict")).isEqualTo(2);
            live.assertServed();
            live.tell("all finish");
            scene.assertAllWell();
        }
    }

    /** The clock is set in the middle of a dead peer's silence. */
    private static void judgeAcross(
            Scene scene, Serve serve, Remote victims, int line, WallClock clock, Duration ahead) {
        Moment lastByte = victims.awaitAnswer(line);
        scene.cut(victims.port(line), Direction.BOTH);
        Waits.sleepUntil(lastByte.earliest() + BOUND.dividedBy(2).toNanos());
        clock.set(ahead);

        ServeEvent verdict = serve.awaitVerdict(victims.port(line), BOUND.plus(Waits.REACTION));
        Duration told = Duration.between(
                Instant.now(), Instant.parse(verdict.json().path("at").asText()));
        assertThat(told).as("how far ahead %s is", verdict).isCloseTo(ahead, ABOUT);
        Timing.assertJudged(clock.corrected(verdict), "UNREACHABLE", lastByte, BOUND);
    }
}
