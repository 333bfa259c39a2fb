package io.linekeeper.lab.detector;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of the JDK's blocking sockets: a thread that accepts, and one for each line that looks at it once a second. */
final class BlockingServer implements Service {
    /** How often a line is looked at. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final int ACCEPT_MILLIS = 50;

    /** How a line is looked at. */
    @FunctionalInterface
    private interface Look {
        /**
         * Looks once.
         *
         * @return whether the peer has ended the line
         * @throws IOException if the line has failed
         */
        boolean ended(Socket line) throws IOException;
    }

    private final ServerSocket listener;
    private final Look look;
    private final Watch watch;
    private final List<Socket> lines = new CopyOnWriteArrayList<>();
    private final Object door = new Object();
    private boolean open = true;
    private volatile long blockedUntil = System.nanoTime();

    private BlockingServer(InetSocketAddress address, Look look, Watch watch) {
        this.look = look;
        this.watch = watch;
        try {
            listener = new ServerSocket();
            listener.bind(address);
            listener.setSoTimeout(ACCEPT_MILLIS);
        } catch (IOException e) {
            throw new LabException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        start(this::acceptAll);
    }

    /** A line lives as long as a byte can be written to it. */
    static Service writing(InetSocketAddress address, Watch watch) {
        return new BlockingServer(address, BlockingServer::writeFails, watch);
    }

    /** A line lives as long as a read says neither end of stream nor error. */
    static Service peeking(InetSocketAddress address, Watch watch) {
        return new BlockingServer(address, BlockingServer::readEnds, watch);
    }

    private static boolean writeFails(Socket line) throws IOException {
        line.getOutputStream().write(0);
        return false;
    }

    /** Waits a millisecond for a byte; its devices send none. */
    private static boolean readEnds(Socket line) throws IOException {
        line.setSoTimeout(1);
        try {
            return line.getInputStream().read() < 0;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                acceptIfOpen();
            } catch (SocketTimeoutException nobody) {
                Pause.of(Duration.ofMillis(1));
            } catch (IOException noDescriptor) {
                Pause.of(LOOK);
            }
        }
    }

    /** Holds the door for a moment only, so that it can be shut. */
    private void acceptIfOpen() throws IOException {
        synchronized (door) {
            if (open) {
                acceptOne();
            }
        }
        Pause.of(Duration.ofMillis(1));
    }

    private void acceptOne() throws IOException {
        Socket line = listener.accept();
        line.setTcpNoDelay(true);
        lines.add(line);
        watch.tell(Kind.ACCEPTED, line.getRemoteSocketAddress());
        start(() -> watch(line, line.getRemoteSocketAddress()));
    }

    private void watch(Socket line, SocketAddress peer) {
        try {
            do {
                Pause.of(LOOK);
                Pause.of(Duration.ofNanos(Math.max(0, blockedUntil - System.nanoTime())));
            } while (!look.ended(line));
            watch.tell(Kind.FOUND, peer, Watch.END_OF_STREAM, "the peer has sent FIN");
        } catch (IOException e) {
            watch.failed(peer, e);
        }
        lines.remove(line);
        close(line);
        watch.tell(Kind.CLOSED, peer);
    }

    private static void close(Socket line) {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(int bytes) {
        lines.forEach(line -> start(() -> {
            try {
                line.getOutputStream().write(new byte[bytes]);
            } catch (IOException e) {
                watch.tell(Kind.DONE, line.getRemoteSocketAddress(), "", "cannot send: " + e.getMessage());
            }
        }));
    }

    @Override
    public void block(Duration time) {
        blockedUntil = System.nanoTime() + time.toNanos();
    }

    @Override
    public void accept(boolean accepts) {
        synchronized (door) {
            open = accepts;
        }
    }

    @Override
    public void close() {
        lines.forEach(BlockingServer::close);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
