package io.linekeeper.lab.experiment;

import io.linekeeper.lab.LabException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looking at something again and again. */
final class Watch {
    private Watch() {}

    /** Looks each time that the step has passed, up to the limit, and at once. */
    static void every(Duration step, Duration limit, Runnable look) {
        until(step, limit, () -> {
            look.run();
            return false;
        });
    }

    /**
     * Looks each time that the step has passed until it is so, at most up to the limit, and at once.
     *
     * @return whether it was so in the end
     */
    static boolean until(Duration step, Duration limit, BooleanSupplier so) {
        long start = System.nanoTime();
        for (long at = 0; at <= limit.toNanos(); at += step.toNanos()) {
            sleepUntil(start + at);
            if (so.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while looking on", e);
        }
    }
}
