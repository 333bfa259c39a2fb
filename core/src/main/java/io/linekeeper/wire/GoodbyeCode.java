package io.linekeeper.wire;

import io.linekeeper.line.Fate;
import java.util.Optional;

/** Why a peer says goodbye. The number goes over the wire. */
public enum GoodbyeCode {
    /** Its application has nothing more to say. */
    LEAVING(0, true),
    /** It goes down. */
    SHUTDOWN(1, true),
    /** The same device came back on another line. */
    SUPERSEDED(2, false),
    /** Nothing was heard for too long. */
    SILENT(3, true),
    /** The kernel there acknowledged, and nobody answered. */
    HUNG(4, true),
    /** It left our bytes unread for too long. */
    STALLED(5, true),
    /** A handshake or a frame took too long. */
    OVERDUE(6, true),
    /** It sent what the protocol does not allow. */
    MALFORMED(7, false),
    /** It could not prove who it is. */
    UNAUTHENTICATED(8, false),
    /** It asked too much. */
    FLOODING(9, true),
    /** A limit was reached; later it may go better. */
    REFUSED(10, true),
    /** There is no version of the protocol that both speak. */
    VERSION(11, false);

    private final int number;
    private final boolean mayReconnect;

    GoodbyeCode(int number, boolean mayReconnect) {
        this.number = number;
        this.mayReconnect = mayReconnect;
    }

    /** What goes over the wire, 0 to 255. */
    public int number() {
        return number;
    }

    /** Whether a peer that is told this may connect again, unless the goodbye says otherwise. */
    public boolean mayReconnect() {
        return mayReconnect;
    }

    /** The code with this number; empty for one that is not known here, which counts as {@link #LEAVING}. */
    public static Optional<GoodbyeCode> of(int number) {
        return number >= 0 && number < values().length ? Optional.of(values()[number]) : Optional.empty();
    }

    /** What a line of this fate is told; only for fates after which a peer may hear us. */
    public static GoodbyeCode of(Fate fate) {
        return switch (fate) {
            case SHUTDOWN -> SHUTDOWN;
            case SUPERSEDED -> SUPERSEDED;
            case SILENT -> SILENT;
            case HUNG -> HUNG;
            case STALLED -> STALLED;
            case OVERDUE -> OVERDUE;
            case MALFORMED -> MALFORMED;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case FLOODING -> FLOODING;
            case REFUSED -> REFUSED;
            case CLOSED, FINISHED -> LEAVING;
            case RESET, UNREACHABLE, EVICTED ->
                throw new IllegalArgumentException("a peer whose line is " + fate + " hears no goodbye");
        };
    }
}
