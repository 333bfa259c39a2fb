package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.Expectation;
import java.util.List;
import java.util.Optional;

/**
 * One field of the matrix: one detector before one scene.
 *
 * @param scene the id of the scene
 * @param detector the id of the detector
 * @param expected what its arithmetic says
 * @param outcomes what it made of each line of the device, those of all repetitions; empty if it was not run
 * @param bystandersKilled how many lines it ended that the fault did not touch
 * @param wrong what contradicts the expectation, one sentence each; empty: all is as it should be
 */
public record Cell(
        String scene,
        String detector,
        Expectation expected,
        List<Outcome> outcomes,
        int bystandersKilled,
        List<String> wrong) {
    /** Copies the lists. */
    public Cell {
        outcomes = List.copyOf(outcomes);
        wrong = List.copyOf(wrong);
    }

    /** After what times its lines were found to be dead; empty if none was. */
    public Optional<Spread> found() {
        return Spread.of(outcomes);
    }
}
