package io.linekeeper.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Says how things stand: on a terminal on one line, which is written anew when it has changed, elsewhere on a line of its own
 * from time to time. One thread.
 */
final class StatusLine {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private String written = "";

    StatusLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On stdout, or on stderr. */
    static StatusLine on(PrintStream out) {
        return new StatusLine(out, isTerminal(out.equals(System.err) ? 2 : 1));
    }

    /** Whether a descriptor of this process is a terminal. Only Linux tells; elsewhere it counts as none. */
    static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** How long to wait before the next {@link #show}. */
    Duration period() {
        return terminal ? ON_TERMINAL : ELSEWHERE;
    }

    /** Says how things stand now. */
    void show(String status) {
        if (!terminal) {
            out.println(status);
        } else if (!status.equals(written)) {
            out.print('\r' + status + " ".repeat(Math.max(0, written.length() - status.length())));
            written = status;
        }
        out.flush();
    }

    /** Says how things stood in the end. */
    void end(String status) {
        show(status);
        if (terminal) {
            out.println();
        }
        out.flush();
    }
}
