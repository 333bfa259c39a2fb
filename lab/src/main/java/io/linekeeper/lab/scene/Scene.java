package io.linekeeper.lab.scene;

import io.linekeeper.lab.Network;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** One fault, played to all detectors at once. Immutable. */
public interface Scene {
    /** Its name on the command line: lower case, with dashes. */
    String id();

    /** What it does, in one sentence. */
    String sentence();

    /** What is true of the watched lines from then on. */
    Truth truth();

    /** Whether the lines of the neighbour, which all detectors watch too, are out of its reach and must live. */
    default boolean sparesNeighbour() {
        return true;
    }

    /**
     * Prepares the network before anything connects.
     *
     * @return the address from which the server sees the device
     */
    default String prepare(Network network) {
        return network.device().address();
    }

    /** How many lines of the device each detector watches. */
    default int lines() {
        return 1;
    }

    /** How many more lines of the device each detector watches that are out of the fault's reach and must live. */
    default int spared() {
        return 0;
    }

    /** How long the lines are watched after the fault at least, whatever the detectors' bounds are. */
    default Duration watched() {
        return Duration.ofSeconds(12);
    }

    /** Further arguments of {@link io.linekeeper.lab.Peer} for the device's lines under this detector. */
    default String[] device(Detector detector) {
        return new String[0];
    }

    /** Whether the device connects before the fault; otherwise the scene itself {@linkplain Stage#connect connects} it. */
    default boolean connectsBefore() {
        return true;
    }

    /** Whether found is what the server's kernel does not show as ESTABLISHED any more: its program never sees the line. */
    default boolean judgedByKernel() {
        return false;
    }

    /**
     * Makes the fault, on a stage where all lines are up and quiet.
     *
     * @return {@link System#nanoTime()} from which all times count
     */
    long play(Stage stage);
}
