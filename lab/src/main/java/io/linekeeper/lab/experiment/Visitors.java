package io.linekeeper.lab.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients of the JDK's blocking sockets, as a program of its own: each connects from port {@value #FIRST_PORT} plus its number, says one
 * sentence, and prints how long each step took and what it hears. Commands are {@code come N} and {@code leave N}, which closes. It ends
 * when its standard input ends.
 *
 * <pre>
 * Visitors ADDRESS PORT
 * </pre>
 */
final class Visitors {
    /** Where numbers begin. */
    static final int FIRST_PORT = 40_000;

    private static final int CONNECT_MILLIS = 60_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final InetSocketAddress server;
    private final Map<Integer, Socket> sockets = new ConcurrentHashMap<>();

    private Visitors(InetSocketAddress server) {
        this.server = server;
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        Visitors visitors = new Visitors(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            String[] word = order.split(" ", 2);
            int number = Integer.parseInt(word[1]);
            if (word[0].equals("come")) {
                new Thread(() -> visitors.visit(number)).start();
            } else {
                visitors.leave(number);
            }
        }
        System.exit(0);
    }

    private void visit(int number) {
        Socket socket = new Socket();
        sockets.put(number, socket);
        byte[] answer = new byte[1024];
        try (socket) {
            socket.bind(new InetSocketAddress(FIRST_PORT + number));
            long before = System.nanoTime();
            Stamped.say(before, number + " connects");
            socket.connect(server, CONNECT_MILLIS);
            Stamped.say(number + " connect() has succeeded after " + millis(before));
            socket.getOutputStream().write(("I am " + number).getBytes(StandardCharsets.US_ASCII));
            Stamped.say(number + " write() has succeeded");
            int read = socket.getInputStream().read(answer);
            for (; read >= 0; read = socket.getInputStream().read(answer)) {
                String heard = new String(answer, 0, read, StandardCharsets.US_ASCII);
                Stamped.say(number + " is told \"" + heard + "\", " + millis(before) + " after it began to connect");
            }
            Stamped.say(number + " reads the end of file");
        } catch (IOException e) {
            Stamped.say(number + " ends: " + e.getMessage());
        }
    }

    private void leave(int number) throws IOException {
        Socket socket = sockets.get(number);
        if (socket != null) {
            socket.close();
        }
    }

    private static String millis(long since) {
        return String.format(Locale.ROOT, "%.1f ms", (System.nanoTime() - since) / NANOS_PER_MILLI);
    }
}
