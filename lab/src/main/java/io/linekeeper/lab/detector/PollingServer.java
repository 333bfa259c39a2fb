package io.linekeeper.lab.detector;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What many a server does: one thread selects and reads, and notes in a map when it heard of each line; another looks through the map once
 * a second and closes what was not heard of for the time-out.
 */
final class PollingServer implements Service {
    /** How often it looks. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<SocketChannel, Long> heard = new ConcurrentHashMap<>();
    private final Duration timeout;
    private final Watch watch;
    private final Selector selector;
    private final SelectionKey door;
    private final ByteBuffer input = ByteBuffer.allocate(65536);
    private volatile long blockedUntil = System.nanoTime();

    PollingServer(InetSocketAddress address, Duration timeout, Watch watch) {
        this.timeout = timeout;
        this.watch = watch;
        try {
            selector = Selector.open();
            ServerSocketChannel listener = ServerSocketChannel.open().bind(address);
            listener.configureBlocking(false);
            door = listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new LabException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        start(this::readAll);
        start(this::lookAtAll);
    }

    private void readAll() {
        try {
            while (selector.isOpen()) {
                selector.select(LOOK.toMillis());
                Pause.of(Duration.ofNanos(Math.max(0, blockedUntil - System.nanoTime())));
                selector.selectedKeys().forEach(this::serve);
                selector.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException ended) {
            watch.tell(Kind.DONE, null, "", "the selector has ended: " + ended.getMessage());
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.equals(door)) {
                acceptOne();
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (CancelledKeyException closed) {
            key.cancel();
        }
    }

    private void acceptOne() {
        try {
            SocketChannel line = ((ServerSocketChannel) door.channel()).accept();
            if (line != null) {
                line.configureBlocking(false);
                heard.put(line, System.nanoTime());
                line.register(selector, SelectionKey.OP_READ);
                watch.tell(Kind.ACCEPTED, line.getRemoteAddress());
            }
        } catch (IOException noDescriptor) {
            Pause.of(Duration.ofMillis(100));
        }
    }

    private void read(SocketChannel line) {
        SocketAddress peer = line.socket().getRemoteSocketAddress();
        try {
            if (line.read(input.clear()) >= 0) {
                heard.computeIfPresent(line, (same, before) -> System.nanoTime());
            } else if (heard.remove(line) != null) {
                watch.tell(Kind.FOUND, peer, Watch.END_OF_STREAM, "the peer has sent FIN");
                close(line, peer);
            }
        } catch (IOException e) {
            if (heard.remove(line) != null) {
                watch.failed(peer, e);
                close(line, peer);
            }
        }
    }

    private void lookAtAll() {
        while (selector.isOpen()) {
            Pause.of(LOOK);
            long now = System.nanoTime();
            heard.forEach((line, last) -> {
                if (now - last > timeout.toNanos() && heard.remove(line) != null) {
                    SocketAddress peer = line.socket().getRemoteSocketAddress();
                    watch.tell(Kind.FOUND, peer, "TIMEOUT", "heard nothing for " + (now - last) / 1_000_000 + " ms");
                    close(line, peer);
                }
            });
        }
    }

    private void close(SocketChannel line, SocketAddress peer) {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watch.tell(Kind.CLOSED, peer);
    }

    /** Writes what the kernel takes: the rest is of no interest here. */
    @Override
    public void send(int bytes) {
        heard.keySet().forEach(line -> {
            try {
                line.write(ByteBuffer.allocate(bytes));
            } catch (IOException e) {
                watch.tell(Kind.DONE, line.socket().getRemoteSocketAddress(), "", "cannot send: " + e.getMessage());
            }
        });
    }

    @Override
    public void block(Duration time) {
        blockedUntil = System.nanoTime() + time.toNanos();
        selector.wakeup();
    }

    @Override
    public void accept(boolean accepts) {
        door.interestOps(accepts ? SelectionKey.OP_ACCEPT : 0);
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            door.channel().close();
            selector.close();
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
