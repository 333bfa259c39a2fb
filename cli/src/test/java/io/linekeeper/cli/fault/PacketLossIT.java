package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import io.linekeeper.lab.PacketLoss;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The path loses packets at random, both ways: each line is heard late now and then, and none is judged but the dead. */
@FaultTest
class PacketLossIT {
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final int LINES = 200;

    @Test
    void shouldJudgeNobodyForLostPackets() {
        try (Scene scene = new Scene()) {
            LossyLines few =
                    new LossyLines(scene, 3, 7001, Duration.ofSeconds(5), "--idle 2s --interval 1s --probes 3");
            LossyLines many =
                    new LossyLines(scene, 10, 7002, Duration.ofSeconds(10), "--idle 4s --interval 2s --probes 3");
            few.loss.inject();
            many.loss.inject();
            Waits.sleep(TIME.minus(many.bound));
            few.assertAllLive();
            many.assertAllLive();
            few.loseOne(scene);
            many.loseOne(scene);
            few.assertTheLostIsFoundAlone();
            many.assertTheLostIsFoundAlone();
            few.end();
            many.end();
            scene.assertAllWell();
        }
    }

    /** Lines to a server of their own, on a path that loses so many of a hundred packets. */
    private static final class LossyLines {
        private final int percent;
        private final Duration bound;
        private final Serve serve;
        private final Remote lines;
        private final PacketLoss loss;
        private Moment lastByte = new Moment(0, 0);

        LossyLines(Scene scene, int percent, int port, Duration bound, String heartbeat) {
            this.percent = percent;
            this.bound = bound;
            serve = scene.serve("fixed1028", port, "--heartbeat two-way " + heartbeat);
            lines = scene.remote(serve, "fixed1028", port, LINES + 1, "--answer");
            loss = new PacketLoss(scene.network(), percent, port);
        }

        void assertAllLive() {
            assertThat(serve.events().named("verdict")).isEmpty();
        }

        void loseOne(Scene scene) {
            scene.cut(lines.port(LINES), Direction.BOTH);
            lastByte = serve.lastData(lines.port(LINES));
        }

        void assertTheLostIsFoundAlone() {
            ServeEvent verdict = serve.awaitVerdict(lines.port(LINES), bound.plus(Waits.REACTION));
            Timing.assertJudged(verdict, "UNREACHABLE", lastByte, bound);
            int verdicts = serve.events().count("verdict");
            System.out.printf(
                    Locale.ROOT,
                    "measured: %.1f %% lost in %s with a bound of %s: judged %d of %d live lines, suspected %d times%n",
                    loss.count().percentLost(),
                    TIME,
                    bound,
                    verdicts - 1,
                    LINES,
                    serve.events().count("suspected") - 1);
            assertThat(verdicts).isEqualTo(1);
            assertThat(loss.count().percentLost()).isBetween(0.8 * percent, 1.2 * percent);
        }

        void end() {
            loss.restore();
            lines.tell("all finish");
        }
    }
}
