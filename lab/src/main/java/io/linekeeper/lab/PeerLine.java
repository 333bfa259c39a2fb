package io.linekeeper.lab;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Peer}: a thread that reads, a thread that writes. Everything it does it prints, stamped. */
final class PeerLine {
    private static final int CONNECT_MILLIS = 5_000;
    private static final ScheduledExecutorService LATER = Executors.newSingleThreadScheduledExecutor(PeerLine::daemon);

    private final int number;
    private final PeerDevice device;
    private final PeerSettings settings;
    private final Consumer<PeerLine> welcomeAgain;
    private final Socket socket = new Socket();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(PeerLine::daemon);
    private boolean reads = true;
    private volatile @Nullable SlowInput input;
    private volatile @Nullable Future<?> beats;

    /**
     * A line that is not connected yet.
     *
     * @param welcomeAgain is told when the server says goodbye and the device may connect again, after the time it is told
     */
    PeerLine(int number, PeerDevice device, Consumer<PeerLine> welcomeAgain) {
        this.number = number;
        this.device = device;
        this.settings = device.settings();
        this.welcomeAgain = welcomeAgain;
    }

    PeerDevice device() {
        return device;
    }

    void connect() throws IOException {
        socket.setTcpNoDelay(true);
        if (settings.receiveBuffer().isPresent()) {
            socket.setReceiveBufferSize(settings.receiveBuffer().getAsInt());
        }
        socket.connect(settings.server(), CONNECT_MILLIS);
        InputStream in = input();
        print("connected", Integer.toString(socket.getLocalPort()));
        byte[] hello = device.hello();
        socket.getOutputStream().write(hello);
        daemon(() -> readAll(in)).start();
        if (hello.length == 0) {
            settings.beat().ifPresent(this::beat);
        }
    }

    /** Beats from now on, until a write fails. With a fixed delay, so that beats missed while this process stood still do not come in a bunch. */
    private void beat(Duration every) {
        beats = writer.scheduleWithFixedDelay(
                () -> write(Framing.PING, settings.framing().beat()),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Carries out a command; {@link Peer} describes them. */
    void obey(String command, int number) throws IOException {
        switch (command) {
            case "ping" ->
                writer.execute(() -> write(Framing.PING, settings.framing().ping()));
            case "data" ->
                writer.execute(() -> write("data-" + number, settings.framing().data(number)));
            case "pause" -> reads(false);
            case "resume" -> reads(true);
            case "rate" -> slowTo(number);
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

    /** There is one before the line is said to be connected: an order to read slowly may come right after that. */
    private InputStream input() throws IOException {
        SlowInput slow = new SlowInput(socket.getInputStream(), settings.rate().orElse(Integer.MAX_VALUE));
        input = slow;
        return slow;
    }

    private void slowTo(int rate) {
        SlowInput slow = input;
        if (slow != null) {
            slow.slowTo(rate);
        }
    }

    private void readAll(InputStream slow) {
        try {
            DataInputStream in = new DataInputStream(slow);
            while (true) {
                awaitReading();
                String what = settings.framing().read(in);
                print("read", what);
                if (settings.framing().isWelcome(what)) {
                    settings.beat().ifPresent(this::beat);
                }
                if (settings.answers()) {
                    settings.framing().answer(what).ifPresent(this::answer);
                }
                if (settings.back()) {
                    settings.framing().backAfter(what).ifPresent(this::comeBack);
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

    private void answer(byte[] pong) {
        writer.execute(() -> write(Framing.PONG, pong));
    }

    private void comeBack(Duration wait) {
        Future<?> beating = beats;
        if (beating != null) {
            beating.cancel(false);
        }
        var unused = LATER.schedule(() -> welcomeAgain.accept(this), wait.toMillis(), TimeUnit.MILLISECONDS);
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

    void print(String what, String detail) {
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
