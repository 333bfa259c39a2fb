package io.linekeeper.lab.experiment;

import io.linekeeper.lab.LabException;

/**
 * What a {@link ServerProgram} prints when something happens to one of its lines.
 *
 * @param nanos {@link System#nanoTime()} there, the same clock as here
 * @param port where the line was accepted
 * @param peerPort the port of its other end
 * @param what in a few words
 */
record ServerEvent(long nanos, int port, int peerPort, String what) {
    private static final int FIELDS = 4;

    /** Whether it begins with that word. */
    boolean is(String word) {
        return what.startsWith(word);
    }

    String print() {
        return nanos + " " + port + " " + peerPort + " " + what;
    }

    static ServerEvent parse(String printed) {
        String[] field = printed.split(" ", FIELDS);
        if (field.length < FIELDS) {
            throw new LabException("not an event of the server: " + printed);
        }
        return new ServerEvent(
                Long.parseLong(field[0]), Integer.parseInt(field[1]), Integer.parseInt(field[2]), field[3]);
    }
}
