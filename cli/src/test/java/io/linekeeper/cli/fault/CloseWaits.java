package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks again and again which connections of a server are in CLOSE_WAIT, and for how long, until this is closed. */
final class CloseWaits implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(50);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Duration> longest = new ConcurrentHashMap<>();

    CloseWaits(Serve serve) {
        var unused =
                watch.scheduleWithFixedDelay(() -> look(serve.states()), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Map<String, String> states) {
        long now = System.nanoTime();
        states.forEach((port, state) -> {
            if (state.equals("CLOSE_WAIT")) {
                Duration so = Duration.ofNanos(now - since.computeIfAbsent(port, first -> now));
                longest.merge(port, so, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        });
    }

    /** That there was one is part of it: who saw none has shown nothing. */
    void assertNoneLongerThan(Duration limit) {
        System.out.println("measured: CLOSE_WAIT by port: " + longest);
        assertThat(longest).isNotEmpty();
        assertThat(longest.values()).allSatisfy(time -> assertThat(time).isLessThan(limit));
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
