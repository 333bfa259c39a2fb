package io.linekeeper.lab;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One connection of a {@link Peer}: a thread that reads, a thread that writes. Everything it does it prints, stamped. */
final class PeerLine {
    private static final int CONNECT_MILLIS = 5_000;

    private final int number;
    private final Framing framing;
    private final boolean answers;
    private final Socket socket = new Socket();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(PeerLine::daemon);
    private boolean reads = true;

    PeerLine(int number, Framing framing, boolean answers) {
        this.number = number;
        this.framing = framing;
        this.answers = answers;
    }

    void connect(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(server, CONNECT_MILLIS);
        print("connected", Integer.toString(socket.getLocalPort()));
        daemon(this::readAll).start();
    }

    /** Beats from now on, until a write fails. With a fixed delay, so that beats missed while this process stood still do not come in a bunch. */
    void beat(Duration every) {
        var unused = writer.scheduleWithFixedDelay(
                () -> write(Framing.PING, framing.ping()), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Carries out a command; {@link Peer} describes them. */
    void obey(String command, int number) throws IOException {
        switch (command) {
            case "ping" -> writer.execute(() -> write(Framing.PING, framing.ping()));
            case "data" -> writer.execute(() -> write("data-" + number, framing.data(number)));
            case "pause" -> reads(false);
            case "resume" -> reads(true);
            case "finish" -> socket.shutdownOutput();
            case "close" -> socket.close();
            case "reset" -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            default -> throw new IllegalArgumentException("no such command: " + command);
        }
    }

    private synchronized void reads(boolean now) {
        reads = now;
        notifyAll();
    }

    private synchronized void awaitReading() throws InterruptedException {
        while (!reads) {
            wait();
        }
    }

    private void readAll() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                awaitReading();
                String what = framing.read(in);
                print("read", what);
                if (answers && what.equals(Framing.PING)) {
                    writer.execute(() -> write(Framing.PONG, framing.pong()));
                }
            }
        } catch (EOFException e) {
            print("finished", "");
        } catch (IOException e) {
            print("failed", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints the stamp of just before the write: the bytes are on the wire no earlier than this. */
    private void write(String what, byte[] bytes) {
        try {
            long now = System.nanoTime();
            socket.getOutputStream().write(bytes);
            print(now, "sent", what);
        } catch (IOException e) {
            print("unsent", String.valueOf(e.getMessage()));
            throw new UncheckedIOException(e);
        }
    }

    private void print(String what, String detail) {
        print(System.nanoTime(), what, detail);
    }

    private void print(long nanos, String what, String detail) {
        System.out.println(new PeerEvent(nanos, number, what, detail).print());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
