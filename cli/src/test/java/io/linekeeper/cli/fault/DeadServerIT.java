package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Freeze;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The client's side: {@code connect} finds that the server is dead, says why, and exits 1. */
@FaultTest
class DeadServerIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int JUDGED_DEAD = 1;

    @Test
    void shouldFindTheServerUnreachableBehindABlackHoleAndHungWhenItIsStopped() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve("fixed1028", Serve.FIXED1028, "--heartbeat off --kernel-keepalive 1s,1s,10");
            Client cut = connect(scene, serve);
            Client hung = connect(scene, serve);
            // Until both have asked and were answered.
            Waits.sleep(BOUND.dividedBy(2));

            scene.cut(cut.port(), Direction.BOTH);
            assertJudged(cut, "UNREACHABLE");
            assertThat(hung.events().named("verdict")).isEmpty();

            Freeze stop = new Freeze(serve.program());
            stop.inject();
            assertJudged(hung, "HUNG");
            stop.restore();
            scene.assertAllWell();
        }
    }

    private static Client connect(Scene scene, Serve serve) {
        return Client.on(
                scene.network().device(),
                serve,
                "--protocol fixed1028 --heartbeat two-way --idle 2s --interval 1s --probes 3");
    }

    private static void assertJudged(Client client, String fate) {
        Moment lastByte = client.lastByte();
        ServeEvent verdict = client.awaitVerdict(BOUND.plus(Waits.REACTION));
        Timing.assertJudged(verdict, fate, lastByte, BOUND);
        assertThat(client.program().awaitExit(Waits.REACTION)).isEqualTo(JUDGED_DEAD);
        client.events().assertEachLineEndedOnce();
    }
}
