package io.linekeeper.lab.detector;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A thread that does nothing for a while. */
final class Pause {
    private Pause() {}

    /** Returns when the time has passed, not before. */
    static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
