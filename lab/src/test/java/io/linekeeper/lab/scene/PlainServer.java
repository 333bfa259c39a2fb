package io.linekeeper.lab.scene;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A program for the server, of plain sockets and without any means to detect: sends back what comes, and prints what happens with the
 * address of the peer. It takes the commands of {@link io.linekeeper.lab.detector.DetectorServer}. A line that has ended stays open.
 */
final class PlainServer {
    private static final int DESCRIPTORS = 256;
    private static final int LOOK_MILLIS = 20;

    /** So long after an order at most, its threads have looked at it. */
    static final Duration LOOK = Duration.ofMillis(5 * LOOK_MILLIS);

    private final List<Socket> lines = new CopyOnWriteArrayList<>();
    private final List<InputStream> hoard = new ArrayList<>();
    private final Object door = new Object();
    private boolean accepts = true;
    private volatile long blockedUntil = System.nanoTime();

    private PlainServer() {}

    /** The command that runs it on so many ports from that one on. */
    static List<String> command(int firstPort, int ports) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                "prlimit",
                "--nofile=" + DESCRIPTORS,
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PlainServer.class.getName(),
                Integer.toString(firstPort),
                Integer.toString(ports));
    }

    public static void main(String... arguments) throws IOException {
        PlainServer server = new PlainServer();
        int firstPort = Integer.parseInt(arguments[0]);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            ServerSocket listener = new ServerSocket(firstPort + i);
            listener.setSoTimeout(LOOK_MILLIS);
            start(() -> server.acceptAll(listener));
        }
        System.out.println("listening");
        server.obeyAll();
    }

    private void acceptAll(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                acceptIfWanted(listener);
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (SocketTimeoutException ignored) {
                // nobody came
            } catch (IOException noDescriptor) {
                System.out.println("cannot accept: " + noDescriptor.getMessage());
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void acceptIfWanted(ServerSocket listener) throws IOException {
        synchronized (door) {
            if (accepts) {
                accept(listener);
            }
        }
    }

    private void accept(ServerSocket listener) throws IOException {
        Socket line = listener.accept();
        line.setTcpNoDelay(true);
        lines.add(line);
        print(line, "accepted");
        start(() -> serve(line));
    }

    private void serve(Socket line) {
        try {
            line.setSoTimeout(LOOK_MILLIS);
            while (echo(line)) {
                awaitUnblocked();
            }
            print(line, "finished");
        } catch (IOException | InterruptedException e) {
            print(line, "failed " + e.getMessage());
        }
    }

    /** Whether the peer has not ended its side. */
    private static boolean echo(Socket line) throws IOException {
        try {
            byte[] buffer = new byte[65536];
            int count = line.getInputStream().read(buffer);
            if (count > 0) {
                print(line, "read " + count);
                line.getOutputStream().write(buffer, 0, count);
            }
            return count >= 0;
        } catch (SocketTimeoutException nothing) {
            return true;
        }
    }

    private void awaitUnblocked() throws InterruptedException {
        while (blockedUntil - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void obeyAll() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = input.readLine(); order != null; order = input.readLine()) {
            obey(order.split(" ", 2));
            System.out.println("done " + order);
        }
        System.exit(0);
    }

    private void obey(String[] word) throws IOException {
        switch (word[0]) {
            case "send" -> lines.forEach(line -> start(() -> send(line, Integer.parseInt(word[1]))));
            case "block" ->
                blockedUntil = System.nanoTime()
                        + Duration.ofMillis(Long.parseLong(word[1])).toNanos();
            case "accept" -> accept(word[1].equals("on"));
            case "exhaust" -> exhaust();
            default -> throw new IllegalArgumentException("no such command: " + word[0]);
        }
    }

    private static void send(Socket line, int bytes) {
        try {
            line.getOutputStream().write(new byte[bytes]);
        } catch (IOException e) {
            print(line, "unsent " + e.getMessage());
        }
    }

    private void accept(boolean wanted) {
        synchronized (door) {
            accepts = wanted;
        }
    }

    private void exhaust() {
        try {
            while (hoard.size() < DESCRIPTORS) {
                hoard.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            System.out.println("exhausted " + hoard.size());
        }
    }

    private static void print(Socket line, String what) {
        System.out.println(line.getInetAddress().getHostAddress() + ":" + line.getPort() + " " + what);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
