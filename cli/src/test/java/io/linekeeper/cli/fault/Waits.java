package io.linekeeper.cli.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting, here where time is real. */
final class Waits {
    /** For a program to start on a busy machine. */
    static final Duration START = Duration.ofSeconds(60);

    /** For what comes at once. */
    static final Duration REACTION = Duration.ofSeconds(15);

    private static final long STEP_MILLIS = 20;

    private Waits() {}

    static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static void sleepUntil(long nanoTime) {
        sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
    }

    /**
     * Returns as soon as it is so.
     *
     * @param otherwise what to say if it never is
     */
    static void until(Supplier<String> otherwise, Duration limit, BooleanSupplier so) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError(otherwise.get() + " (waited " + limit + ")");
            }
            sleep(Duration.ofMillis(STEP_MILLIS));
        }
    }
}
