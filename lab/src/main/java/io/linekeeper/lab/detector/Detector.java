package io.linekeeper.lab.detector;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** One way to find out that a line is dead. Immutable; any thread. */
public interface Detector {
    /** Its name on the command line: lower case, with dashes. */
    String id();

    /** Its name in the table, short. */
    String title();

    /** What it does, in one sentence. */
    String sentence();

    /** Whether it is Linekeeper's, and so must never end a live line. */
    default boolean ours() {
        return false;
    }

    /** Whether it is too slow to be run: nothing is, and the table has what is expected. */
    default boolean predictedOnly() {
        return false;
    }

    /** What the devices do that it watches. */
    Device device();

    /** The longest time for which a dead idle line can stay unfound; empty: it never finds one. */
    Optional<Duration> bound();

    /** What it will find, by its own arithmetic and without having been run. */
    Expectation expect(Truth truth);

    /**
     * Listens, accepts and watches, in the program {@link DetectorServer}.
     *
     * @param address where
     * @param events what happens, told from any thread
     * @return the server, when it listens
     */
    Service serve(InetSocketAddress address, EventSink events);
}
