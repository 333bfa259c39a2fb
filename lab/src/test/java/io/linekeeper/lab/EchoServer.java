package io.linekeeper.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/** A program for the server: sends every byte back, under keepalive 1 s, 1 s, 10, and prints what happens with the peer's port. */
final class EchoServer {
    static final int PORT = 7000;

    private EchoServer() {}

    /** Starts it on the server and returns it once it listens. */
    static Program on(Network network) {
        Program program = network.server().start(command());
        program.out().await("listening"::equals, Limits.REACTION);
        return program;
    }

    private static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes, EchoServer.class.getName());
    }

    public static void main(String... arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 50, InetAddress.getByName("0.0.0.0"))) {
            System.out.println("listening");
            while (true) {
                Socket socket = listener.accept();
                new Thread(() -> serve(socket)).start();
            }
        }
    }

    private static void serve(Socket socket) {
        String end;
        try (socket) {
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 10);
            print(socket, "accepted");
            echo(socket);
            end = "finished";
        } catch (IOException e) {
            end = "failed " + e.getMessage();
        }
        print(socket, end);
    }

    private static void echo(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65536];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            print(socket, "read " + count);
            socket.getOutputStream().write(buffer, 0, count);
        }
    }

    private static void print(Socket socket, String what) {
        System.out.println(socket.getPort() + " " + what);
    }
}
