package io.linekeeper.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting with a deadline for what nothing announces. */
final class Waiting {
    private static final long STEP_MILLIS = 5;

    private Waiting() {}

    /**
     * Returns as soon as it is so.
     *
     * @param otherwise what to say if it never is
     */
    static void until(String otherwise, Duration limit, BooleanSupplier so) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new LabException(otherwise + " (waited " + limit + ")");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LabException("interrupted: " + otherwise, e);
            }
        }
    }
}
