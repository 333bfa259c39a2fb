package io.linekeeper.sim.net;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The messages of one direction of a connection, each with the offset of its end in the stream. Both ends hold it: segments
 * carry offsets alone, and what lies between them is looked up here.
 */
final class Tape {
    private final Queue<Object> messages = new ArrayDeque<>();
    private final Offsets ends = new Offsets();
    private long length;

    /** Bytes written on it so far. */
    long length() {
        return length;
    }

    void write(Object message, int bytes) {
        length += bytes;
        messages.add(message);
        ends.add(length);
    }

    /** Moves the messages that end at this offset or before it to a list. */
    void readTo(long offset, List<Object> read) {
        while (!ends.isEmpty() && ends.get(0) <= offset) {
            ends.removeFirst();
            read.add(messages.remove());
        }
    }
}
