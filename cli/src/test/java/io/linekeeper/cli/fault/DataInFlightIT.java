package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The path goes silent with bytes of ours on it: keepalive does not run then, the user time-out does. */
@FaultTest
class DataInFlightIT {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration USER_TIMEOUT = Duration.ofSeconds(8);

    /** Where the user time-out has taken the place of the probes: 1 s + ceil((8 s - 1 s) / 3 s) x 3 s. */
    private static final Duration IDLE_BOUND = IDLE.plus(INTERVAL.multipliedBy(3));

    private static final Duration REPLY_DELAY = Duration.ofSeconds(2);
    private static final Duration EARLIEST = Duration.ofMillis(200);

    @Test
    void shouldFindItByTheUserTimeoutAndIdleLinesByTheIdleFormula() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    "fixed1028",
                    Serve.FIXED1028,
                    "--heartbeat off --kernel-keepalive 1s,3s,2 --user-timeout 8s --reply-delay 2s");
            Remote victims = scene.remote(serve, "fixed1028", Serve.FIXED1028, 2);
            long answered;
            long busyCut;
            Cut idleCut;
            try (Talk talk = new Talk(victims, 1)) {
                talk.begin();
                Waits.sleep(INTERVAL.plus(IDLE));
                victims.tell("0 ping");
                answered = victims.await(0, 0, "sent", "ping", Waits.REACTION).nanos() + REPLY_DELAY.toNanos();
                busyCut = scene.cut(victims.port(0), Direction.BOTH);
                idleCut = Cut.of(scene, serve, victims.port(1), Direction.BOTH);
            }

            assertThat(busyCut).as("cut before the answer was sent").isLessThan(answered);
            assertFoundByUserTimeout(serve.awaitVerdict(victims.port(0), Waits.REACTION.plus(USER_TIMEOUT)), answered);
            idleCut.assertFoundByKernel(serve, IDLE_BOUND, IDLE_BOUND, IDLE);
            scene.assertAllWell();
        }
    }

    private static void assertFoundByUserTimeout(ServeEvent verdict, long answered) {
        Duration inFlight = Duration.ofNanos(verdict.nanos() - answered);
        Timing.measured(verdict, inFlight, "answer", USER_TIMEOUT);
        Timing.assertFate(verdict, "UNREACHABLE");
        assertThat(inFlight).isBetween(USER_TIMEOUT.minus(EARLIEST), USER_TIMEOUT.plus(Timing.KERNEL_LATENESS));
        assertThat(verdict.evidence().path("detail").asText()).isEqualTo("ETIMEDOUT");
        assertThat(verdict.evidence().path("witness").path("retransmits").asInt())
                .isPositive();
        assertThat(verdict.evidence()
                        .path("witness")
                        .path("unacknowledged_bytes")
                        .asInt())
                .as("the answer")
                .isEqualTo(1028);
    }
}
