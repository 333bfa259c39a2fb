package io.linekeeper.lab.detector;

import java.time.Duration;

/** For how long nothing has been said on a line when the fault comes; a run in which it was otherwise is not judged. */
public final class Quiet {
    /** The run waits so long after the last line's beginning. */
    public static final Duration LEAST = Duration.ofSeconds(3);

    /** All lines begin, and the fault is made, within the rest of it. */
    public static final Duration MOST = Duration.ofSeconds(6);

    private Quiet() {}
}
