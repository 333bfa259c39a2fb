package io.linekeeper.line;

/** The kind of a line's end, and who brought it about. A line has exactly one. */
public enum Fate {
    /** The peer sent FIN. */
    FINISHED(Ending.FINISH),
    /** The peer, or something on the way, sent RST. */
    RESET(Ending.CLOSE),
    /** The peer's kernel acknowledges nothing. */
    UNREACHABLE(Ending.ABORT),
    /** The peer's kernel (or the next TCP hop's) acknowledged our question, and nobody answered. */
    HUNG(Ending.DRAIN),
    /** Questions unanswered or beats missing, and nothing here can tell why. */
    SILENT(Ending.DRAIN),
    /** The peer does not read: what it acknowledges does not grow for the stall limit. */
    STALLED(Ending.DRAIN),

    /** A handshake or a frame took longer than its deadline. */
    OVERDUE(Ending.CLOSE),
    /** The peer sent what its protocol does not allow. */
    MALFORMED(Ending.LINGER),
    /** The peer could not prove who it is. */
    UNAUTHENTICATED(Ending.LINGER),
    /** The peer asks more than its allowance. */
    FLOODING(Ending.LINGER),
    /** A limit was reached before the line could be served. */
    REFUSED(Ending.LINGER),
    /** Given up to free its descriptor. */
    EVICTED(Ending.ABORT),

    /** The same device came back on another line. */
    SUPERSEDED(Ending.DRAIN),
    /** The application closed it, or its handler threw. */
    CLOSED(Ending.CLOSE),
    /** We are going down. */
    SHUTDOWN(Ending.DRAIN);

    private final Ending ending;

    Fate(Ending ending) {
        this.ending = ending;
    }

    /** How a line of this fate is ended. */
    public Ending ending() {
        return ending;
    }

    /** Whether this is a death that was found by looking for it, not an end that announced itself. */
    public boolean isFound() {
        return switch (this) {
            case UNREACHABLE, HUNG, SILENT, STALLED -> true;
            case FINISHED, RESET, OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, EVICTED, SUPERSEDED -> false;
            case CLOSED, SHUTDOWN -> false;
        };
    }

    /**
     * Whether the peer may still hear a goodbye: its kernel was there when it was last seen, its side is not at an end, and
     * the connection is not given up at once.
     */
    public boolean mayHear() {
        return switch (this) {
            case UNREACHABLE, RESET, EVICTED, FINISHED -> false;
            case HUNG, SILENT, STALLED, OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, SUPERSEDED -> true;
            case CLOSED, SHUTDOWN -> true;
        };
    }

    /** How a judged line is ended. */
    public enum Ending {
        /** Close with linger 0: nobody is there, and a FIN to nobody stays in FIN_WAIT1 for minutes. */
        ABORT,
        /** Goodbye where the protocol has one, half-close, and read what still comes until the drain deadline. */
        DRAIN,
        /** The peer has ended its side: send what is left, then close, at the latest at the drain deadline. */
        FINISH,
        /** Send what is left, half-close, and drop for a moment what still comes: a close would answer it with RST. */
        LINGER,
        /** Send what is left and close at once. */
        CLOSE
    }
}
