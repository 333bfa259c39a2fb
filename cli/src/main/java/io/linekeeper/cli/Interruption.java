package io.linekeeper.cli;

import java.time.Duration;

/**
 * What happens on Ctrl-C, SIGTERM and SIGHUP: an orderly end, and exit status 0, since that is how these commands are asked
 * to end. A JVM would exit with 130 or 143 by itself, so the process is halted when the end is done, or at the latest when
 * its time is up. A second signal changes nothing.
 */
final class Interruption {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /** From now on, until this is cancelled, a signal runs {@code end} and then halts the process. */
    static Interruption runs(Runnable end, Duration longest) {
        Thread hook = new Thread(() -> endInTime(end, longest), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    private static void endInTime(Runnable end, Duration longest) {
        Thread ending = new Thread(end, "ending");
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    /** The command ends by itself. If a signal has come meanwhile, that one decides, and the caller's exit waits for it. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            // The hook runs already, and System.exit waits until it halts.
        }
    }
}
