package io.linekeeper.netty;

import io.linekeeper.line.Flight;
import io.linekeeper.line.Verdict;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;

/** Logs what a listener throws, so that it changes nothing for the line, nor for the loop's other lines. */
record GuardedListener(LineListener listener) implements LineListener {
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(LineListener.class);

    @Override
    public void connected(LineHandler line) {
        tell("connected", () -> listener.connected(line));
    }

    @Override
    public void suspected(LineHandler line) {
        tell("suspected", () -> listener.suspected(line));
    }

    @Override
    public void recovered(LineHandler line) {
        tell("recovered", () -> listener.recovered(line));
    }

    @Override
    public void observed(LineHandler line, Verdict verdict) {
        tell("observed", () -> listener.observed(line, verdict));
    }

    @Override
    public void recorded(LineHandler line, Flight flight) {
        tell("recorded", () -> listener.recorded(line, flight));
    }

    @Override
    public void notReading(LineHandler line, Duration since) {
        tell("notReading", () -> listener.notReading(line, since));
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        tell("verdict", () -> listener.verdict(line, verdict));
    }

    @Override
    public void draining(LineHandler line, Verdict verdict) {
        tell("draining", () -> listener.draining(line, verdict));
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        tell("closed", () -> listener.closed(line, verdict));
    }

    @Override
    public void paused(String loop, Duration gap) {
        tell("paused", () -> listener.paused(loop, gap));
    }

    private void tell(String event, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error thrown) {
            LOGGER.warn("the listener {} threw when it was told {}", listener, event, thrown);
        }
    }
}
