package io.linekeeper.lab.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server of the JDK's blocking sockets that accepts only as many connections as it is told, greets each and reads it to its end, as a
 * program of its own. Its only command is {@code accept N}; it ends when its standard input ends.
 *
 * <pre>
 * Doorman ADDRESS PORT BACKLOG
 * </pre>
 */
final class Doorman {
    private static final byte[] GREETING = "welcome".getBytes(StandardCharsets.US_ASCII);

    private Doorman() {}

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), InetAddress.getByName(arguments[0]))) {
            Stamped.say("listening");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = input.readLine(); order != null; order = input.readLine()) {
                for (int left = Integer.parseInt(order.split(" ", 2)[1]); left > 0; left--) {
                    Socket visitor = listener.accept();
                    Stamped.say(visitor.getPort() + " accepted");
                    new Thread(() -> serve(visitor)).start();
                }
            }
        }
        System.exit(0);
    }

    private static void serve(Socket visitor) {
        int port = visitor.getPort();
        byte[] buffer = new byte[1024];
        try (visitor) {
            visitor.getOutputStream().write(GREETING);
            int read = visitor.getInputStream().read(buffer);
            for (; read >= 0; read = visitor.getInputStream().read(buffer)) {
                Stamped.say(port + " read \"" + new String(buffer, 0, read, StandardCharsets.US_ASCII) + "\"");
            }
            Stamped.say(port + " end of file");
        } catch (IOException e) {
            Stamped.say(port + " failed: " + e.getMessage());
        }
    }
}
