package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.PeerEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Devices are gone and back before anybody could judge them, again and again: each has one line in the end, and no ghost. */
@FaultTest
class ReturningDevicesIT {
    private static final int DEVICES = 100;
    private static final int ROUNDS = 10;
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final String NEVER_JUDGED = "--heartbeat one-way:60s";

    /** How long a device is away from the lines that it had: some of them still drain when it comes back once more. */
    private static final Duration BETWEEN = Duration.ofMillis(300);

    @Test
    void shouldKeepOneLineADeviceWhoseOldPathIsGoneWithoutAFin() {
        comeBackAgainAndAgain((scene, devices) ->
                new BlackHole(scene.network(), Direction.BOTH, devices.latestPorts(DEVICES)).inject());
    }

    @Test
    void shouldKeepOneLineADeviceThatEndsItsOldOneWithAFin() {
        comeBackAgainAndAgain((scene, devices) -> devices.tell("all finish"));
    }

    private interface Leaving {
        void leave(LineScene scene, Remote devices);
    }

    private static void comeBackAgainAndAgain(Leaving leaving) {
        try (LineScene scene = new LineScene(NEVER_JUDGED, DRAIN)) {
            Serve serve = scene.serve();
            long descriptors = serve.descriptors();
            Remote devices = scene.devices("device", DEVICES);

            for (int round = 1; round <= ROUNDS; round++) {
                leaving.leave(scene, devices);
                devices.tell("all again");
                long expected = (round + 1L) * DEVICES;
                Waits.until(
                        () -> "only " + devices.welcomes() + " of " + expected + " let in",
                        Waits.REACTION,
                        () -> devices.welcomes() == expected);
                Waits.sleep(BETWEEN);
            }

            Waits.until(
                    () -> "descriptors: " + serve.descriptors() + ", at first " + descriptors,
                    DRAIN.plus(Waits.REACTION),
                    () -> serve.descriptors() == descriptors + DEVICES);
            Waits.until(
                    () -> "left behind: " + serve.states(),
                    DRAIN,
                    () -> serve.states().values().stream().noneMatch(ReturningDevicesIT::isLeftBehind));
            assertThat(serve.states().values())
                    .filteredOn("ESTABLISHED"::equals)
                    .hasSize(DEVICES + 1);
            Waits.until(
                    () -> "lines that are not closed: "
                            + SessionStream.of(serve.events()).open(),
                    Waits.REACTION,
                    () -> SessionStream.of(serve.events()).open() == DEVICES + 1);
            SessionStream stream = SessionStream.of(serve.events());
            stream.assertHolds();
            assertThat(stream.live()).as("live sessions").isEqualTo(DEVICES + 1);
            assertThat(devices.all()).extracting(PeerEvent::what).doesNotContain("unsent");
            devices.tell("all finish");
            scene.assertAllWell();
        }
    }

    private static boolean isLeftBehind(String state) {
        return state.equals("CLOSE_WAIT") || state.equals("FIN_WAIT1");
    }
}
