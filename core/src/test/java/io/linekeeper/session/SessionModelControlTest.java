package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the comparison with the model would find a fault, if there were one. */
class SessionModelControlTest {
    private static final int SEEDS = 300;

    static Stream<PlantedFault> faults() {
        return Stream.of(
                new PlantedFault(
                        "a takeover is not told to the listener",
                        "DeviceLines",
                        "registry.tellListener(listener -> listener.superseded(lost, session));",
                        ""),
                new PlantedFault(
                        "the old line is not told that it is superseded",
                        "DeviceLines",
                        "registry.tell(old, SessionLine::superseded);",
                        ""),
                new PlantedFault(
                        "the late close of an old line ends a session",
                        "DeviceLines",
                        "if (was == Place.LIVE) {",
                        "if (was == Place.LIVE || was == Place.DRAINING) {"),
                new PlantedFault(
                        "two claims at a time",
                        "DeviceLines",
                        "if (claimant != null) {\n            return;",
                        "if (claimant != null && held.isEmpty()) {\n            return;"),
                new PlantedFault(
                        "three lines of one device",
                        "DeviceLines",
                        "if (held.size() > 1) {\n            makeWay(held.get(0));\n            return;",
                        "if (held.size() > 2) {\n            makeWay(held.get(0));\n            return;"),
                new PlantedFault(
                        "nobody goes on when a line has made way",
                        "DeviceLines",
                        "held.remove(line);\n        proceed();",
                        "held.remove(line);"),
                new PlantedFault(
                        "the first of those that wait goes next",
                        "DeviceLines",
                        "DeviceLine next = waiting.remove(waiting.size() - 1);",
                        "DeviceLine next = waiting.remove(0);"),
                new PlantedFault(
                        "those that waited are forgotten",
                        "DeviceLines",
                        "registry.tell(earlier, SessionLine::superseded);",
                        ""),
                new PlantedFault(
                        "what is granted to nobody is kept",
                        "DeviceLines",
                        "            registry.release(session);\n        }\n        proceed();",
                        "        }\n        proceed();"),
                new PlantedFault(
                        "one retry too many", "DeviceLines", "conflicts == MOST_RETRIES", "conflicts > MOST_RETRIES"),
                new PlantedFault(
                        "a device that flaps is a battle", "DeviceLines", "live.instance != line.instance && ", ""),
                new PlantedFault(
                        "who comes back to its own session has lost it",
                        "DeviceLines",
                        "if (old.instance == by.instance) {",
                        "if (battle == null && old.instance == by.instance) {"),
                new PlantedFault("battles are free", "DeviceLines", "battle.taken(by.arrivedNanos);", ""),
                new PlantedFault("seven losers are remembered", "Battle", "MOST_LOSERS = 8", "MOST_LOSERS = 7"),
                new PlantedFault(
                        "the clock does not wrap",
                        "BattleRule",
                        "fullAtNanos - nowNanos > 0",
                        "fullAtNanos > nowNanos"),
                new PlantedFault(
                        "the last epoch seen counts, not the highest",
                        "SessionRegistry",
                        "highestEpoch = Math.max(highestEpoch, session.epoch());",
                        "highestEpoch = session.epoch();"),
                new PlantedFault(
                        "devices are never forgotten", "SessionRegistry", "if (entry.isEmpty()) {", "if (false) {"),
                new PlantedFault(
                        "a device is forgotten while its claim is on its way",
                        "DeviceLines",
                        "held.isEmpty() && waiting.isEmpty() && claimant == null",
                        "held.isEmpty() && waiting.isEmpty() && (claimant == null || claimant.place() == Place.GONE)"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFindEachPlantedFault(PlantedFault fault, @TempDir Path folder) throws Exception {
        RegistryPort.Maker faulty = fault.plant(folder);
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new SessionStorm(seed, faulty).run(SessionModelTest.OPERATIONS);
            } catch (RuntimeException | AssertionError found) {
                return;
            }
        }
        fail("%d seeds did not find that %s", SEEDS, fault);
    }

    /** The copies fail for their faults, not for being copies. */
    @Test
    void shouldFindNothingInACopyWithoutAFault(@TempDir Path folder) throws Exception {
        RegistryPort.Maker copy = new PlantedFault(
                        "nothing is wrong", "DeviceLines", "waiting.clear();", "waiting.clear();")
                .plant(folder);
        assertThatCode(() -> {
                    for (long seed = 0; seed < 20; seed++) {
                        new SessionStorm(seed, copy).run(SessionModelTest.OPERATIONS);
                    }
                })
                .doesNotThrowAnyException();
    }
}
