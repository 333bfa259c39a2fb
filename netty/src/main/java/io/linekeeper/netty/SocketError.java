package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Witness;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a socket's error says about the fate of its line. The errno itself is evidence, never the fate: ETIMEDOUT,
 * EHOSTUNREACH and ECONNRESET can be one death, since a soft error that came before the time-out wins over it.
 */
enum SocketError {
    ETIMEDOUT(110, "timed out", Fate.UNREACHABLE),
    EHOSTUNREACH(113, "no route to host", Fate.UNREACHABLE),
    EHOSTDOWN(112, "host is down", Fate.UNREACHABLE),
    ENETUNREACH(101, "network is unreachable", Fate.UNREACHABLE),
    ENETDOWN(100, "network is down", Fate.UNREACHABLE),
    ECONNRESET(104, "reset", Fate.RESET),
    EPIPE(32, "broken pipe", Fate.RESET),
    ECONNABORTED(103, "connection abort", Fate.RESET);

    /** As Netty's native transport tells it: Linux' own number (asm-generic/errno.h). */
    private final String number;
    /** As the JDK tells it, which gives no number; and the C library, where it speaks English. */
    private final String words;

    private final Fate fate;

    SocketError(int number, String words, Fate fate) {
        this.number = "error(-" + number + ")";
        this.words = words;
        this.fate = fate;
    }

    /** The error that an exception of Netty's or the JDK's means, or null if it is none of a peer's making. */
    static @Nullable SocketError of(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = each.getMessage() == null ? "" : each.getMessage().toLowerCase(Locale.ROOT);
            for (SocketError error : values()) {
                if (message.contains(error.number) || message.contains(error.words)) {
                    return error;
                }
            }
        }
        return null;
    }

    /** The fate, heard together with what was sampled before the kernel gave up and wiped it. */
    Fate fate(@Nullable Witness before) {
        boolean didNotRead = before != null
                && before.kernel()
                && before.hasBacklog()
                && before.windowBytes() == 0
                && !before.isTroubled();
        return this == ETIMEDOUT && didNotRead ? Fate.STALLED : fate;
    }
}
