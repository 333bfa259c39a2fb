package io.linekeeper.netty;

import io.linekeeper.line.Flight;
import io.linekeeper.line.Verdict;
import java.time.Duration;

/** Tells one listener and then the other; what one throws keeps nothing from the other. */
record BothListeners(LineListener first, LineListener second) implements LineListener {

    /** Each is guarded by itself. */
    static LineListener of(LineListener first, LineListener second) {
        return new BothListeners(new GuardedListener(first), new GuardedListener(second));
    }

    @Override
    public void connected(LineHandler line) {
        first.connected(line);
        second.connected(line);
    }

    @Override
    public void suspected(LineHandler line) {
        first.suspected(line);
        second.suspected(line);
    }

    @Override
    public void recovered(LineHandler line) {
        first.recovered(line);
        second.recovered(line);
    }

    @Override
    public void observed(LineHandler line, Verdict verdict) {
        first.observed(line, verdict);
        second.observed(line, verdict);
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        first.verdict(line, verdict);
        second.verdict(line, verdict);
    }

    @Override
    public void draining(LineHandler line, Verdict verdict) {
        first.draining(line, verdict);
        second.draining(line, verdict);
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        first.closed(line, verdict);
        second.closed(line, verdict);
    }

    @Override
    public void recorded(LineHandler line, Flight flight) {
        first.recorded(line, flight);
        second.recorded(line, flight);
    }

    @Override
    public void notReading(LineHandler line, Duration since) {
        first.notReading(line, since);
        second.notReading(line, since);
    }

    @Override
    public void paused(String loop, Duration gap) {
        first.paused(loop, gap);
        second.paused(loop, gap);
    }
}
