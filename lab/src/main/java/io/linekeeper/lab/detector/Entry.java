package io.linekeeper.lab.detector;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A detector of the catalogue.
 *
 * @param foresight what it expects
 * @param opening how it listens
 */
record Entry(
        String id,
        String title,
        String sentence,
        Device device,
        boolean ours,
        Optional<Duration> bound,
        Foresight foresight,
        Opening opening)
        implements Detector {

    /** Listens and watches, telling what it sees. */
    @FunctionalInterface
    interface Opening {
        Service open(InetSocketAddress address, Watch watch);
    }

    @Override
    public Expectation expect(Truth truth) {
        return truth.expectedBy(foresight);
    }

    @Override
    public Service serve(InetSocketAddress address, EventSink events) {
        return opening.open(address, new Watch(id, events));
    }

    @Override
    public String toString() {
        return id;
    }
}
