package io.linekeeper.sim.net;

import java.util.ArrayList;
import java.util.List;

/** A program at one end: reads all at once unless told otherwise, and notes what it is told. */
final class Ears implements SocketEvents {
    private final Agenda agenda;
    boolean reads = true;
    final List<Object> messages = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    long bytes;
    long longestSilenceNanos;
    long heardNanos;
    boolean ended;
    SocketError error;
    long failedNanos;
    int room;

    Ears(Agenda agenda) {
        this.agenda = agenda;
        heardNanos = agenda.now();
    }

    @Override
    public void connected(Socket socket) {
        told.add("connected");
    }

    @Override
    public void readable(Socket socket) {
        told.add("readable");
        if (reads) {
            read(socket, Integer.MAX_VALUE);
        }
    }

    void read(Socket socket, int mostBytes) {
        Reading reading = socket.read(mostBytes);
        if (reading.bytes() > 0) {
            longestSilenceNanos = Math.max(longestSilenceNanos, agenda.now() - heardNanos);
            heardNanos = agenda.now();
        }
        bytes += reading.bytes();
        messages.addAll(reading.messages());
        ended |= reading.end();
    }

    @Override
    public void writable(Socket socket) {
        told.add("writable");
        room++;
    }

    @Override
    public void failed(Socket socket, SocketError why) {
        told.add("failed " + why);
        error = why;
        failedNanos = agenda.now();
    }
}
