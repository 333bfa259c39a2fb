package io.linekeeper.netty.client;

import io.linekeeper.client.ClientState;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.netty.LineListener;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * A device's client of the {@code line} protocol: connects, finds out whether the server is dead, and comes back with backoff
 * whenever it loses its line, until it is stopped or told never to come back. At most one connection at a time.
 *
 * <pre>{@code
 * ClientLoops loops = new ClientLoops(new MultiThreadIoEventLoopGroup(2, transport.ioHandlers()), transport);
 * LineClient client = new LineClient(LineClientConfig.of("gateway", 7777, new DeviceId("d1")), loops, listener);
 * client.start();
 * client.send(message);
 * client.stop();
 * }</pre>
 *
 * <p>{@link ClientState} tells where it stands and how it gets from one state to the next. It belongs to one event loop, on
 * which its listeners are called; its methods may be called from any thread.
 */
public final class LineClient {
    private static final SecureRandom SECURE = new SecureRandom();

    private final LineClientConfig config;
    private final EventLoop loop;
    private final ClientLife life;

    /** A client that is not started; nobody hears of its lines. */
    public LineClient(LineClientConfig config, ClientLoops loops, ClientListener listener) {
        this(config, loops, listener, LineListener.NONE);
    }

    /**
     * A client that is not started.
     *
     * @param lines hears of each of its lines, one after the other; many clients may share one
     */
    public LineClient(LineClientConfig config, ClientLoops loops, ClientListener listener, LineListener lines) {
        this(config, loops, listener, lines, new SplittableRandom(SECURE.nextLong()));
    }

    LineClient(
            LineClientConfig config,
            ClientLoops loops,
            ClientListener listener,
            LineListener lines,
            RandomGenerator random) {
        this.config = config;
        this.loop = loops.next();
        this.life = new ClientLife(config, loops, loop, SECURE.nextLong(), listener, lines, random);
    }

    /** What it does. */
    public LineClientConfig config() {
        return config;
    }

    /** Where it stands; it may have gone on when this returns. */
    public ClientState state() {
        return life.state();
    }

    /** Begins to connect. Nothing happens if it has been started or stopped before. */
    public void start() {
        onLoop(life::start);
    }

    /**
     * Ends it for good: says goodbye behind what was sent, half-closes, and reads what still comes until the server has ended
     * its side too, at the latest until the drain deadline.
     *
     * @return as {@link #ended}
     */
    public CompletionStage<Ended> stop() {
        onLoop(life::stop);
        return ended();
    }

    /** Completes when it has ended, and with why; from then on it has no connection and never will. */
    public CompletionStage<Ended> ended() {
        return life.ended();
    }

    /**
     * Sends a message of any size.
     *
     * @param message from its position to its limit; not to be touched any more
     * @return completes when the last of its bytes was handed to the kernel: no receipt, the server may never see them. Fails
     *     with an {@link IllegalStateException} at once if the client is not live, and if the line ends before.
     */
    public CompletionStage<Void> send(ByteBuffer message) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        if (!onLoop(() -> life.send(message, sent))) {
            sent.completeExceptionally(new IllegalStateException("the client's event loop was shut down"));
        }
        return sent.minimalCompletionStage();
    }

    private boolean onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return true;
        }
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException shutDown) {
            return false;
        }
    }
}
