package io.linekeeper.lab.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A server as there are many, as a program of its own: accepts, says a byte to each client, reads what comes, has no keepalive and no
 * heartbeat, and when a client hangs up it reads no more, and forgets to close. It ends when its standard input ends.
 *
 * <pre>
 * CarelessServer ADDRESS PORT
 * </pre>
 */
final class CarelessServer {
    /** Those who wait to be accepted can be many. */
    private static final int BACKLOG = 1024;

    private static final int CHUNK = 4096;
    private static final long PAUSE_MILLIS = 100;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    private boolean full;

    private CarelessServer(InetSocketAddress address) throws IOException {
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(address, BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Runs the program. */
    public static void main(String... arguments) throws IOException {
        CarelessServer server = new CarelessServer(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])));
        Thread loop = new Thread(server::loop);
        loop.setDaemon(true);
        loop.start();
        Stamped.say("listening");
        System.in.transferTo(System.err);
    }

    private void loop() {
        try {
            while (true) {
                selector.select(this::serve);
            }
        } catch (IOException e) {
            Stamped.say("ends: " + e.getMessage());
        }
    }

    private void serve(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else {
            read(key);
        }
    }

    private void accept() {
        try {
            SocketChannel line = listener.accept();
            if (line != null) {
                line.configureBlocking(false);
                line.register(selector, SelectionKey.OP_READ);
                line.write(ByteBuffer.wrap(new byte[1]));
            }
        } catch (IOException e) {
            if (!full) {
                full = true;
                Stamped.say("cannot accept: " + e.getMessage());
            }
            pause();
        }
    }

    /** At the end of file, or at an error, it only stops to look. */
    private void read(SelectionKey key) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                key.interestOps(0);
            }
        } catch (IOException e) {
            key.interestOps(0);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
