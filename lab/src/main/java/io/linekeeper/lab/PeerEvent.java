package io.linekeeper.lab;

/**
 * What a {@link Peer} prints when something happens on one of its lines.
 *
 * @param nanos {@link System#nanoTime()} there, the same clock as here; for {@code sent} just before the write
 * @param line the number of the line in the peer, from 0; {@link #NO_LINE} for {@code obeyed}
 * @param what {@code connected}, {@code sent}, {@code unsent}, {@code read}, {@code finished} (FIN), {@code failed} or {@code
 *     obeyed}
 * @param detail the local port, the kind of message, the error, or the command
 */
public record PeerEvent(long nanos, int line, String what, String detail) {
    static final int NO_LINE = -1;

    private static final int FIELDS = 4;

    String print() {
        return nanos + " " + line + " " + what + " " + detail;
    }

    /** Reads a line that a peer printed. */
    public static PeerEvent parse(String printed) {
        String[] field = printed.split(" ", FIELDS);
        if (field.length < FIELDS) {
            throw new LabException("not an event of a peer: " + printed);
        }
        return new PeerEvent(Long.parseLong(field[0]), Integer.parseInt(field[1]), field[2], field[3]);
    }
}
