package io.linekeeper.lab.scene;

import java.time.Duration;

/** For how long our own server is away, and from how many lines of each detector. */
final class OwnPauseTime {
    /** Longer than any bound. */
    static final Duration OF = Duration.ofSeconds(35);

    /** Enough to tell luck from a rule. */
    static final int LINES = 5;

    private OwnPauseTime() {}
}
