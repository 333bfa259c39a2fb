package io.linekeeper.lab.scene;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Device;
import io.linekeeper.lab.detector.EventSink;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.detector.Service;
import io.linekeeper.lab.detector.Truth;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Stands for a port of the {@link PlainServer}: what scenes ask of a detector, and nothing that detects. */
record PlainDetector(String id, Device device, Optional<Duration> bound) implements Detector {
    @Override
    public String title() {
        return id;
    }

    @Override
    public String sentence() {
        return id;
    }

    @Override
    public Expectation expect(Truth truth) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Service serve(InetSocketAddress address, EventSink events) {
        throw new UnsupportedOperationException();
    }
}
