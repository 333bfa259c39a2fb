package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Freeze;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A device is silent for too long, and alive: it is judged, asked back and read to the end. */
@FaultTest
class LateDeviceIT {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final String ONE_WAY = "--heartbeat one-way:2s";
    private static final String TWO_WAY = "--heartbeat two-way --idle 1s --interval 500ms --probes 2";

    /** After an outage the path comes back slowly: both kernels retransmit ever more rarely. */
    private static final Duration DRAIN = Duration.ofSeconds(12);

    private static final Duration BEYOND = Duration.ofMillis(500);
    private static final int MESSAGES = 50;

    @Test
    void shouldAskBackADeviceThatDidNotBeatWhileItStoodStill() {
        comeBackFrom(ONE_WAY, "SILENT", "goodbye-3-1-0", (scene, late) -> new Freeze(late.program()));
    }

    @Test
    void shouldAskBackADeviceThatDidNotAnswerWhileItStoodStill() {
        comeBackFrom(TWO_WAY, "HUNG", "goodbye-4-1-0", (scene, late) -> new Freeze(late.program()));
    }

    @Test
    void shouldAskBackADeviceThatWasWithoutItsCableForTooLong() {
        comeBackFrom(
                ONE_WAY,
                "SILENT",
                "goodbye-3-1-0",
                (scene, late) -> new PulledCable(scene.network().device()));
    }

    private static void comeBackFrom(
            String policy, String fate, String goodbye, BiFunction<LineScene, Remote, Fault> silence) {
        try (LineScene scene = new LineScene(policy, DRAIN)) {
            Remote late = scene.device("late");
            int port = late.port(0);

            say(late);
            awaitEchoes(scene.serve(), late);
            Fault fault = silence.apply(scene, late);
            fault.inject();
            Moment lastByte = scene.serve().lastData(port);
            if (fault instanceof PulledCable) {
                say(late);
            }
            ServeEvent verdict = scene.serve().awaitVerdict(port, BOUND.plus(Waits.REACTION));
            Timing.assertJudged(verdict, fate, lastByte, BOUND);
            Waits.sleep(BEYOND);
            fault.restore();

            assertThat(late.awaitGoodbye(0).detail()).isEqualTo(goodbye);
            assertThat(epoch(late, 1)).as("epoch of its next session").isGreaterThan(epoch(late, 0));
            late.await(0, 0, "finished", "", Waits.REACTION);
            say(late);
            assertAllTaken(scene, late);

            late.tell("0 finish");
            ServeEvent closed = scene.serve().events().await("closed", port, Waits.REACTION);
            assertThat(Duration.ofNanos(closed.nanos() - verdict.nanos()))
                    .as("it ended because both sides had said all, not because time was up")
                    .isLessThan(DRAIN);
            assertThat(scene.serve().resetsSent())
                    .as("resets, with which a kernel says that bytes were thrown away")
                    .isZero();
            late.tell("1 finish");
            scene.assertAllWell();
        }
    }

    private static void say(Remote late) {
        for (int i = 0; i < MESSAGES; i++) {
            late.tell("0 data 1000");
        }
    }

    /** Then nothing is under way to the device, and its silence is all that can be judged. */
    private static void awaitEchoes(Serve serve, Remote late) {
        Waits.until(() -> "echoes missing", Waits.REACTION, () -> echoes(late) == MESSAGES);
        Waits.until(
                () -> "echoes not acknowledged: " + serve.socket(late.port(0)),
                Waits.REACTION,
                () -> serve.socket(late.port(0)).unacknowledged() == 0);
    }

    private static long echoes(Remote late) {
        return late.all().stream()
                .filter(event -> event.what().equals("read") && event.detail().equals("data-1000"))
                .count();
    }

    private static long epoch(Remote device, int line) {
        String welcome = device.awaitWelcome(line).detail();
        return Long.parseLong(welcome.substring(welcome.indexOf('-') + 1));
    }

    /** All that it wrote has arrived, and is read. */
    private static void assertAllTaken(LineScene scene, Remote late) {
        Waits.until(() -> "sent but not acknowledged", DRAIN, () -> unacknowledged(scene, late) == 0);
        Waits.until(
                () -> "acknowledged but not read: " + scene.serve().socket(late.port(0)),
                Waits.REACTION,
                () -> scene.serve().socket(late.port(0)).unread() == 0);
    }

    private static long unacknowledged(LineScene scene, Remote late) {
        return Wire.socket(scene.network().device(), each -> each.local().endsWith(":" + late.port(0)))
                .unacknowledged();
    }
}
