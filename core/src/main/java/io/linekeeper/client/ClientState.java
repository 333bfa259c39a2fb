package io.linekeeper.client;

import java.time.Duration;

/**
 * Where a client stands, and what is to be done next. A value.
 *
 * <pre>
 *   NEW        -> CONNECTING   started
 *   CONNECTING -> LIVE         welcomed
 *   CONNECTING -> WAITING      could not connect
 *   LIVE       -> SUSPECT      a question is unanswered, or the kernel probes in vain
 *   SUSPECT    -> LIVE         recovered
 *   CONNECTING, LIVE, SUSPECT -> DRAINING   judged, told goodbye or stopped
 *   DRAINING   -> DRAINING     what comes late is a better reason
 *   DRAINING   -> WAITING      closed, and it may connect again
 *   DRAINING   -> ENDED        closed, and it may not
 *   WAITING    -> CONNECTING   the delay has passed
 *   NEW, WAITING -> ENDED      stopped
 * </pre>
 */
public sealed interface ClientState {

    /** Its kind. */
    Kind kind();

    /** Whether it can send. */
    default boolean isLive() {
        return kind() == Kind.LIVE || kind() == Kind.SUSPECT;
    }

    /** Not started. */
    record New() implements ClientState {
        @Override
        public Kind kind() {
            return Kind.NEW;
        }
    }

    /**
     * It connects, or waits for the WELCOME.
     *
     * @param attempt counted from 1, and anew after each line that lasted
     */
    record Connecting(int attempt) implements ClientState {
        @Override
        public Kind kind() {
            return Kind.CONNECTING;
        }
    }

    /**
     * The server has welcomed it.
     *
     * @param epoch of its session
     */
    record Live(long epoch) implements ClientState {
        @Override
        public Kind kind() {
            return Kind.LIVE;
        }
    }

    /**
     * The server may be dead; the line still stands.
     *
     * @param epoch of its session
     */
    record Suspect(long epoch) implements ClientState {
        @Override
        public Kind kind() {
            return Kind.SUSPECT;
        }
    }

    /** The line is being ended: last bytes may still come or go. */
    record Draining(Reason why) implements ClientState {
        @Override
        public Kind kind() {
            return Kind.DRAINING;
        }
    }

    /**
     * There is no line, and the next attempt is due when the delay has passed, counted from when this state began.
     *
     * @param why there is none
     */
    record Waiting(Duration delay, Reason why) implements ClientState {
        @Override
        public Kind kind() {
            return Kind.WAITING;
        }
    }

    /** There is no line, and there will be none. */
    record Ended(Reason why) implements ClientState {
        @Override
        public Kind kind() {
            return Kind.ENDED;
        }
    }

    /** The states without what belongs to them. */
    enum Kind {
        /** {@link New}. */
        NEW,
        /** {@link Connecting}. */
        CONNECTING,
        /** {@link Live}. */
        LIVE,
        /** {@link Suspect}. */
        SUSPECT,
        /** {@link Draining}. */
        DRAINING,
        /** {@link Waiting}. */
        WAITING,
        /** {@link Ended}. */
        ENDED;

        boolean mayMoveTo(Kind next) {
            return switch (this) {
                case NEW -> next == CONNECTING || next == ENDED;
                case CONNECTING -> next == LIVE || next == WAITING || next == DRAINING;
                case LIVE -> next == SUSPECT || next == DRAINING;
                case SUSPECT -> next == LIVE || next == DRAINING;
                case DRAINING -> next == DRAINING || next == WAITING || next == ENDED;
                case WAITING -> next == CONNECTING || next == ENDED;
                case ENDED -> false;
            };
        }
    }
}
