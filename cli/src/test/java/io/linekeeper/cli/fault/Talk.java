package io.linekeeper.cli.fault;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line sends data all the time, to which nobody answers, until this is closed. */
final class Talk implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final ScheduledExecutorService talker = Executors.newSingleThreadScheduledExecutor();

    private final Remote remote;
    private final int line;

    /** A line that speaks {@code fixed1028}. */
    Talk(Remote remote, int line) {
        this.remote = remote;
        this.line = line;
    }

    void begin() {
        var unused = talker.scheduleWithFixedDelay(
                () -> remote.tell(line + " data 11"), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        talker.shutdownNow();
    }
}
