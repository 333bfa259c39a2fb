package io.linekeeper.cli;

import java.time.Duration;

/**
 * What happens on Ctrl-C, SIGTERM and SIGHUP: an orderly end. The process ends when that is done, or at the latest when its time is up. A
 * second signal changes nothing.
 */
final class Interruption {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /**
     * From now on, until this is cancelled, a signal runs {@code end} and then halts the process with exit status 0: for commands that
     * are asked to end so. A JVM would exit with 130 or 143 by itself.
     */
    static Interruption ends(Runnable end, Duration longest) {
        return on(() -> {
            endInTime(end, longest);
            Runtime.getRuntime().halt(0);
        });
    }

    /**
     * From now on, until this is cancelled, a signal runs {@code end}, and the process exits with 128 and the signal's number, as shells
     * expect of what was broken off: for commands that were to come to a result.
     */
    static Interruption breaksOff(Runnable end, Duration longest) {
        return on(() -> endInTime(end, longest));
    }

    private static Interruption on(Runnable signal) {
        Thread hook = new Thread(signal, "interruption");
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
    }

    /** The command ends by itself. If a signal has come meanwhile, that one decides, and the caller's exit waits for it. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            // The hook runs already, and System.exit waits until the process has ended.
        }
    }
}
