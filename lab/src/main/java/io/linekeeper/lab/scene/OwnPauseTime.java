package io.linekeeper.lab.scene;

import java.time.Duration;

/** For how long our own server is away. */
final class OwnPauseTime {
    /** Longer than any bound. */
    static final Duration OF = Duration.ofSeconds(35);

    private OwnPauseTime() {}
}
