package io.linekeeper.cli.fault;

import static io.linekeeper.lab.Direction.BOTH;

import io.linekeeper.lab.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The path of an idle line goes silent: the kernel's keepalive finds it, alone. */
@FaultTest
class IdleBlackHoleIT {
    private static final Duration IDLE = Duration.ofSeconds(1);

    @Test
    void shouldFindItWithin31SecondsUnderKeepAlive1And3And10() {
        Duration interval = Duration.ofSeconds(3);
        int probes = 10;
        Duration bound = IDLE.plus(interval.multipliedBy(probes));
        try (Scene scene = new Scene()) {
            Serve serve = serve(scene, "1s,3s,10");
            Remote victims = scene.remote(serve, "fixed1028", Serve.FIXED1028, 2);
            // Linux asks again an interval after a question that was answered, also where idle is shorter: a line that
            // was idle for long is found up to an interval, in place of idle, after its last answer.
            Cut longIdle;
            Cut justHeard;
            try (Talk talk = new Talk(victims, 0)) {
                talk.begin();
                Waits.sleep(interval.multipliedBy(2));
                justHeard = Cut.of(scene, serve, victims.port(0), BOTH);
                longIdle = Cut.of(scene, serve, victims.port(1), BOTH);
            }

            justHeard.assertFoundByKernel(serve, bound, bound, IDLE);
            longIdle.assertFoundByKernel(serve, interval.multipliedBy(probes + 1), bound, interval);
            scene.assertAllWell();
        }
    }

    @Test
    void shouldFindItWithin11SecondsUnderKeepAlive1And1And10WhicheverWayIsCut() {
        Duration bound = Duration.ofSeconds(11);
        try (Scene scene = new Scene()) {
            Serve serve = serve(scene, "1s,1s,10");
            Direction[] ways = Direction.values();
            Remote victims = scene.remote(serve, "fixed1028", Serve.FIXED1028, ways.length);
            Waits.sleep(IDLE.multipliedBy(3));

            List<Cut> cuts = new ArrayList<>();
            for (int line = 0; line < ways.length; line++) {
                cuts.add(Cut.of(scene, serve, victims.port(line), ways[line]));
            }

            for (Cut cut : cuts) {
                cut.assertFoundByKernel(serve, bound, bound, IDLE);
            }
            scene.assertAllWell();
        }
    }

    private static Serve serve(Scene scene, String keepAlive) {
        return scene.serve("fixed1028", Serve.FIXED1028, "--heartbeat off --kernel-keepalive " + keepAlive);
    }
}
