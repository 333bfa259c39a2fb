package io.linekeeper.sim.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The receiving half of a socket: takes what comes in order, and offers as window what is free of its buffer. The window
 * moves by a segment or half the buffer at least, never by a few bytes (RFC 1122 section 4.2.3.3). Where it needs no scale it
 * is a multiple of that, as Linux has it ({@code __tcp_select_window}), so that what is offered can be used up.
 */
final class ReceiveSide {
    private static final long WIDEST_WITHOUT_SCALE = 65_535;

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
        if (isMoveDue()) {
            edge = next + room();
        }
        return edge;
    }

    private boolean isMoveDue() {
        return next + room() - edge >= leastMove;
    }

    private long room() {
        long free = read + capacity - next;
        return capacity > WIDEST_WITHOUT_SCALE ? free : free / leastMove * leastMove;
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
        return isMoveDue() && edge - next < capacity / 2;
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
