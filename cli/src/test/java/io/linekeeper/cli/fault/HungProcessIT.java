package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Freeze;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A process stops (SIGSTOP), and its kernel goes on acknowledging for it: keepalive never finds it, a heartbeat does. */
@FaultTest
class HungProcessIT {
    private static final Duration KERNEL_BOUND = Duration.ofSeconds(11);
    private static final Duration LONG = KERNEL_BOUND.multipliedBy(4).plusSeconds(1);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int QUESTIONS = 3;

    @Test
    void shouldNeverBeFoundByKeepAliveButByTwoWayWithinItsBound() {
        try (Scene scene = new Scene()) {
            Serve keepAlive = scene.serve("fixed1028", 7001, "--heartbeat off --kernel-keepalive 1s,1s,10");
            Serve twoWay =
                    scene.serve("fixed1028", 7002, "--heartbeat two-way --idle 2s --interval 1s --probes " + QUESTIONS);
            Remote quiet = scene.remote(keepAlive, "fixed1028", 7001, 1, "--answer");
            Remote asked = scene.remote(twoWay, "fixed1028", 7002, 1, "--answer");

            Moment lastByte = asked.awaitAnswer(0);
            new Freeze(asked.program()).inject();
            long frozen = new Freeze(quiet.program()).inject();

            ServeEvent verdict = twoWay.awaitVerdict(asked.port(0), BOUND.plus(Waits.REACTION));
            Timing.assertJudged(verdict, "HUNG", lastByte, BOUND);
            assertThat(verdict.evidence().path("questions").asInt()).isEqualTo(QUESTIONS);
            assertThat(verdict.evidence().path("acknowledged").asBoolean()).isTrue();
            twoWay.events().await("draining", asked.port(0), Waits.REACTION);
            assertThat(twoWay.events().of(asked.port(0)))
                    .extracting(ServeEvent::event)
                    .contains("suspected", "draining");

            Waits.sleepUntil(frozen + LONG.toNanos());
            keepAlive.assertNoVerdict(quiet.port(0));
            assertThat(keepAlive.socket(quiet.port(0)).state()).isEqualTo("ESTAB");
            quiet.program().kill();
            Timing.assertFate(keepAlive.awaitVerdict(quiet.port(0), Waits.REACTION), "FINISHED");
            scene.assertAllWell();
        }
    }
}
