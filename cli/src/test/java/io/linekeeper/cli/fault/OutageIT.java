package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A path that is cut and comes back in time ends nothing, and nothing is lost; what is dead afterwards is found as ever. */
@FaultTest
class OutageIT {
    private static final Duration BOUND = Duration.ofSeconds(11);
    private static final Duration OUTAGE = Duration.ofMillis(4_400);
    private static final Duration ANSWER_DELAY = Duration.ofSeconds(2);
    private static final Duration KERNEL_IDLE = Duration.ofSeconds(1);

    @Test
    void shouldEndNothingWhenTheCableAtTheDeviceIsPulledAndPutBack() {
        outlive(network -> new PulledCable(network.device()));
    }

    @Test
    void shouldEndNothingWhenTheRouterSwallowsAllForAWhile() {
        outlive(network -> new BlackHole(network, Direction.BOTH));
    }

    private static void outlive(Function<Network, Fault> outage) {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serveBoth(
                    scene.network().device(),
                    "--heartbeat two-way --idle 2s --interval 3s --probes 3 --kernel-keepalive 1s,1s,10 --reply-delay 2s --echo-delay 2s");
            // In each, one line stays idle, and one has bytes written at both ends meanwhile.
            Remote asked = scene.remote(serve, "fixed1028", Serve.FIXED1028, 2, "--answer");
            Remote probed = scene.remote(serve, "length16", Serve.LENGTH16, 2);

            int askedFrom = asked.now();
            int probedFrom = probed.now();
            Fault fault = outage.apply(scene.network());
            send(asked, "1 ping");
            send(probed, "1 data 100");
            Waits.sleep(ANSWER_DELAY.dividedBy(4));
            long off = fault.inject();
            assertThat(received(asked, askedFrom) + received(probed, probedFrom))
                    .as("answers before the outage")
                    .isZero();
            Waits.sleepUntil(off + OUTAGE.dividedBy(2).toNanos());
            send(asked, "1 ping");
            send(probed, "1 data 200");
            Waits.sleepUntil(off + OUTAGE.toNanos());
            assertThat(received(asked, askedFrom) + received(probed, probedFrom))
                    .as("answers during the outage")
                    .isZero();
            long back = fault.restore();

            probed.await(probedFrom, 1, "read", "length-100", BOUND);
            probed.await(probedFrom, 1, "read", "length-200", BOUND);
            Waits.until(() -> "both answers", BOUND, () -> received(asked, askedFrom) == 2);
            Waits.sleepUntil(back + BOUND.multipliedBy(2).toNanos());
            serve.assertNoVerdict(asked.ports());
            serve.assertNoVerdict(probed.ports());
            for (Remote remote : List.of(asked, probed)) {
                for (int port : remote.ports()) {
                    serve.events().assertSuspicionsAreRecoveredFrom(port);
                }
            }
            assertDeadAreFound(scene, serve, asked, probed);
            asked.tell("1 finish");
            probed.tell("1 finish");
            scene.assertAllWell();
        }
    }

    private static void assertDeadAreFound(Scene scene, Serve serve, Remote asked, Remote probed) {
        Cut idleCut = Cut.of(scene, serve, probed.port(0), Direction.BOTH);
        Moment lastByte = asked.awaitAnswer(0);
        scene.cut(asked.port(0), Direction.BOTH);

        idleCut.assertFoundByKernel(serve, BOUND, BOUND, KERNEL_IDLE);
        ServeEvent verdict = serve.awaitVerdict(asked.port(0), BOUND.plus(Waits.REACTION));
        Timing.assertJudged(verdict, "UNREACHABLE", lastByte, BOUND);
    }

    private static void send(Remote remote, String command) {
        int from = remote.now();
        remote.tell(command);
        remote.await(from, event -> event.line() == 1 && event.what().equals("sent"), Waits.REACTION);
    }

    /** How many answers a line has got: questions of the server are none. */
    private static long received(Remote remote, int from) {
        return remote.all().stream()
                .skip(from)
                .filter(event -> event.line() == 1 && event.what().equals("read"))
                .filter(event -> !event.detail().equals("ping"))
                .count();
    }
}
