package io.linekeeper.lab.matrix;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it when the time is up, unless it is closed before. */
final class Deadline implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private boolean passed;
    private boolean closed;

    Deadline(ScheduledExecutorService clock, Duration time) {
        var unused = clock.schedule(this::pass, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void pass() {
        if (!closed) {
            passed = true;
            thread.interrupt();
        }
    }

    /** Whether it interrupted. */
    synchronized boolean hasPassed() {
        return passed;
    }

    /** From now on it does not; that it did is forgotten by the thread. */
    @Override
    public synchronized void close() {
        closed = true;
        if (passed) {
            Thread.interrupted();
        }
    }
}
