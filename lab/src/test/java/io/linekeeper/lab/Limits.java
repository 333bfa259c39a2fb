package io.linekeeper.lab;

import java.time.Duration;

/** How long these tests wait. */
final class Limits {
    /** For what comes at once, on a busy machine. */
    static final Duration REACTION = Duration.ofSeconds(15);

    /** To see that something does not come. */
    static final Duration SILENCE = Duration.ofSeconds(1);

    private Limits() {}

    static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
