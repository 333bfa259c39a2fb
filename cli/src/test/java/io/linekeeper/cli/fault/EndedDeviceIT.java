package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device ends its side, orderly or not, while there is still something to be said: the line ends once, and in time. */
@FaultTest
class EndedDeviceIT {
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final String NEVER_JUDGED = "--heartbeat one-way:60s";
    private static final int LARGE = 60_000;

    /** So many messages fit into what two kernels keep for each other. */
    private static final int SOME = 5;

    /** So many do not. */
    private static final int FAR_TOO_MANY = 500;

    @Test
    void shouldNotStayInCloseWaitForADeviceThatReadsNothing() {
        try (LineScene scene = new LineScene(NEVER_JUDGED, DRAIN);
                CloseWaits waits = new CloseWaits(scene.serve())) {
            Remote some = scene.devices("some", 1);
            Remote many = scene.devices("many", 1);
            for (Remote device : List.of(some, many)) {
                device.tell("0 pause");
                device.tell("0 ping");
            }
            for (int i = 0; i < SOME; i++) {
                say(some);
            }
            fillUp(scene.serve(), many);
            some.tell("0 finish");
            many.tell("0 finish");

            for (Remote device : List.of(some, many)) {
                ServeEvent verdict = scene.serve().awaitVerdict(device.port(0), Waits.REACTION);
                Timing.assertFate(verdict, "FINISHED");
                assertClosedInTime(scene.serve(), verdict);
            }
            waits.assertNoneLongerThan(DRAIN.plus(Timing.KERNEL_LATENESS));
            scene.assertAllWell();
        }
    }

    @Test
    void shouldCloseOnceWhateverComesInADrain() {
        try (LineScene scene = new LineScene(NEVER_JUDGED, DRAIN)) {
            Serve serve = scene.serve();
            Remote devices = scene.devices("device", 4);
            devices.tell("all again");
            for (int line = 0; line < 4; line++) {
                assertThat(devices.awaitGoodbye(line).detail()).isEqualTo("goodbye-2-0-0");
            }
            devices.tell("0 finish");
            devices.tell("1 reset");
            devices.tell("2 finish");
            devices.tell("2 reset");
            devices.tell("3 data 1000");

            for (int line = 0; line < 4; line++) {
                ServeEvent verdict = serve.awaitVerdict(devices.port(line), Waits.REACTION);
                Timing.assertFate(verdict, "SUPERSEDED");
                assertClosedInTime(serve, verdict);
            }
            devices.tell("all finish");
            scene.assertAllWell();
        }
    }

    @Test
    void shouldCloseOnceWhenAResetFollowsTheFin() {
        try (LineScene scene = new LineScene(NEVER_JUDGED, DRAIN)) {
            Remote devices = scene.devices("device", 5);
            for (int line = 0; line < 5; line++) {
                devices.tell(line + " finish");
                devices.tell(line + " reset");
            }
            for (int line = 0; line < 5; line++) {
                ServeEvent verdict = scene.serve().awaitVerdict(devices.port(line), Waits.REACTION);
                Timing.assertFate(verdict, "FINISHED", "RESET");
                assertClosedInTime(scene.serve(), verdict);
            }
            scene.assertAllWell();
        }
    }

    private static void say(Remote device) {
        int from = device.now();
        device.tell("0 data " + LARGE);
        device.await(from, 0, "sent", "data-" + LARGE, Waits.REACTION);
    }

    /** Until the server has so much to send back that it reads no more, and some lies unread before it. */
    private static void fillUp(Serve serve, Remote device) {
        for (int i = 0; i < FAR_TOO_MANY; i++) {
            say(device);
            if (serve.socket(device.port(0)).unread() > 2 * LARGE) {
                return;
            }
        }
        throw new AssertionError("the server reads on: " + serve.socket(device.port(0)));
    }

    private static void assertClosedInTime(Serve serve, ServeEvent verdict) {
        ServeEvent closed = serve.events().await("closed", verdict.peerPort(), DRAIN.plus(Waits.REACTION));
        Duration took = Duration.ofNanos(closed.nanos() - verdict.nanos());
        Timing.measured(closed, took, "verdict", DRAIN);
        assertThat(took).isLessThan(DRAIN.plus(Timing.KERNEL_LATENESS));
    }
}
