package io.linekeeper.lab.detector;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A detector that nobody has the time to wait for.
 *
 * @param foresight what it expects
 */
record Predicted(String id, String title, String sentence, Duration slow, Foresight foresight) implements Detector {
    @Override
    public boolean predictedOnly() {
        return true;
    }

    @Override
    public Device device() {
        return Device.SILENT;
    }

    @Override
    public Optional<Duration> bound() {
        return Optional.of(slow);
    }

    @Override
    public Expectation expect(Truth truth) {
        Expectation expected = truth.expectedBy(foresight);
        return expected instanceof Expectation.Found found && found.to().compareTo(Duration.ofMinutes(1)) > 0
                ? new Expectation.Later(Allowance.without(found.to()), found.why())
                : expected;
    }

    @Override
    public Service serve(InetSocketAddress address, EventSink events) {
        throw new UnsupportedOperationException(id + " is predicted only");
    }

    @Override
    public String toString() {
        return id;
    }
}
