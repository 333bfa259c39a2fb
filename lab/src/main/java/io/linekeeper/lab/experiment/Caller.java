package io.linekeeper.lab.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A client that calls from a port of its choice, as a program of its own: connects, says one byte, and reads to the end. */
final class Caller {
    private static final int CONNECT_MILLIS = 10_000;

    private Caller() {}

    /** Returns the command that runs this program in a JVM of its own. */
    static List<String> command(String place, int fromPort) {
        return Jvm.running(Caller.class, place, Integer.toString(fromPort));
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        String[] place = arguments[0].split(":", 2);
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(Integer.parseInt(arguments[1])));
            socket.connect(new InetSocketAddress(place[0], Integer.parseInt(place[1])), CONNECT_MILLIS);
            socket.getOutputStream().write(1);
            socket.getInputStream().readAllBytes();
        }
    }
}
