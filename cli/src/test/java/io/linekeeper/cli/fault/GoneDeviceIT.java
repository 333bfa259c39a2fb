package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Freeze;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A device is silent and gone for good: its line is judged within the bound and ends as its fate says, and nothing stays. */
@FaultTest
class GoneDeviceIT {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @Test
    void shouldDrainAHungDeviceAndAbortOneThatCannotBeReached() {
        loseTwo("--heartbeat two-way --idle 1s --interval 500ms --probes 2", "HUNG", "UNREACHABLE");
    }

    @Test
    void shouldDrainADeviceThatDoesNotBeatWhetherItsKernelIsThereOrNot() {
        loseTwo("--heartbeat one-way:2s", "SILENT", "SILENT");
    }

    private static void loseTwo(String policy, String fateOfHung, String fateOfLost) {
        try (LineScene scene = new LineScene(policy, DRAIN)) {
            Serve serve = scene.serve();
            Remote hung = scene.device("hung");
            Remote lost = scene.device("lost");

            new Freeze(hung.program()).inject();
            new BlackHole(scene.network(), Direction.BOTH, lost.port(0)).inject();
            Moment lastOfHung = serve.lastData(hung.port(0));
            Moment lastOfLost = serve.lastData(lost.port(0));

            ServeEvent verdictOfHung = serve.awaitVerdict(hung.port(0), BOUND.plus(Waits.REACTION));
            ServeEvent verdictOfLost = serve.awaitVerdict(lost.port(0), BOUND.plus(Waits.REACTION));
            Timing.assertJudged(verdictOfHung, fateOfHung, lastOfHung, BOUND);
            Timing.assertJudged(verdictOfLost, fateOfLost, lastOfLost, BOUND);
            assertEnds(serve, verdictOfHung);
            assertEnds(serve, verdictOfLost);
            assertThat(serve.statesOf(lost.port(0))).isEmpty();
            assertThat(serve.states()).doesNotContainValue("FIN_WAIT1");

            // Its kernel had acknowledged our FIN: all that is left is that the device ends its own side.
            assertThat(serve.statesOf(hung.port(0))).isSubsetOf("FIN_WAIT2");
            scene.assertAllWell();
        }
    }

    private static void assertEnds(Serve serve, ServeEvent verdict) {
        ServeEvent closed = serve.events().await("closed", verdict.peerPort(), DRAIN.plus(Waits.REACTION));
        Duration took = Duration.ofNanos(closed.nanos() - verdict.nanos());
        Timing.measured(closed, took, "verdict", DRAIN);
        if (verdict.fate().equals("UNREACHABLE")) {
            assertThat(took).isLessThan(AT_ONCE);
        } else {
            assertThat(took).isBetween(DRAIN.minus(Timing.JIFFY), DRAIN.plus(Timing.KERNEL_LATENESS));
        }
    }
}
