package io.linekeeper.sim.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The receiving half of a socket: takes what comes in order, and offers as window what is free of its buffer. The window
 * moves by a segment or half the buffer at least, never by a few bytes (RFC 1122 section 4.2.3.3).
 */
final class ReceiveSide {
    private final Tape tape;
    private final long capacity;
    private final long leastMove;
    private long next;
    private long read;
    private long edge;
    private boolean finished;

    ReceiveSide(Tape tape, NetworkOptions options) {
        this.tape = tape;
        capacity = options.receiveBuffer();
        leastMove = Math.min(options.mss(), capacity / 2);
        edge = capacity;
    }

    /** The offset of the byte that is expected. */
    long next() {
        return next;
    }

    /** The offset before which the other end may send, as it is told now. */
    long advertise() {
        if (read + capacity - edge >= leastMove) {
            edge = read + capacity;
        }
        return edge;
    }

    /**
     * Takes a segment.
     *
     * @return whether it brought anything that was expected
     */
    boolean take(Segment segment) {
        if (segment.seq > next || segment.end() <= next || segment.end() > edge) {
            return false;
        }
        next = segment.end();
        finished |= segment.is(Segment.FIN);
        return true;
    }

    Reading read(int mostBytes) {
        int bytes = Math.min(mostBytes, unread());
        List<Object> messages = new ArrayList<>();
        read += bytes;
        tape.readTo(read, messages);
        return new Reading(bytes, messages, isAtEnd());
    }

    /** Whether the other end should hear of what was read, before it runs out of window. */
    boolean isUpdateDue() {
        return read + capacity - edge >= leastMove && edge - next < capacity / 2;
    }

    int unread() {
        return (int) (next - read) - (finished ? 1 : 0);
    }

    /** Whether FIN has come. */
    boolean isFinished() {
        return finished;
    }

    /** Whether FIN has come and all before it was read. */
    boolean isAtEnd() {
        return finished && unread() == 0;
    }
}
