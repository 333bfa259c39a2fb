package io.linekeeper.netty.client;

import io.linekeeper.client.ClientState;
import io.linekeeper.client.ClientState.Connecting;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Waiting;
import io.linekeeper.client.Reason;
import io.linekeeper.client.Reconnecting;
import io.linekeeper.line.Fate;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Outbox;
import io.linekeeper.netty.WireDecoder;
import io.linekeeper.netty.WireEncoder;
import io.linekeeper.wire.Frame;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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
    private final ClientLoops loops;
    private final EventLoop loop;
    private final ClientListener listener;
    private final Linekeeper keeper;
    private final Reconnecting machine;
    private final long instance = SECURE.nextLong();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private volatile ClientState state;
    private @Nullable Dialing dialing;
    private @Nullable Connection connection;
    private @Nullable Future<?> waiting;

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
        this.loops = loops;
        this.loop = loops.next();
        this.listener = new GuardedClientListener(listener);
        this.keeper =
                Linekeeper.of(config.policy().withoutHeartbeat()).named("line").withListener(new ClientLines(lines));
        this.machine = new Reconnecting(config.backoff(), config.reconnectAfterSuperseded(), random);
        this.state = machine.state();
    }

    /** What it does. */
    public LineClientConfig config() {
        return config;
    }

    /** Where it stands; it may have gone on when this returns. */
    public ClientState state() {
        return state;
    }

    /** Begins to connect. Nothing happens if it has been started or stopped before. */
    public void start() {
        onLoop(() -> {
            if (machine.state().kind() == ClientState.Kind.NEW) {
                follow(machine.start());
            }
        });
    }

    /**
     * Ends it for good: says goodbye behind what was sent, half-closes, and reads what still comes until the server has ended
     * its side too, at the latest until the drain deadline.
     *
     * @return as {@link #ended}
     */
    public CompletionStage<Ended> stop() {
        onLoop(() -> {
            if (machine.state().kind() == ClientState.Kind.ENDED) {
                return;
            }
            ClientState next = machine.stop(now());
            follow(next);
            if (next instanceof Draining) {
                leave();
            }
        });
        return ended();
    }

    /** Completes when it has ended, and with why; from then on it has no connection and never will. */
    public CompletionStage<Ended> ended() {
        return ended.minimalCompletionStage();
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
        if (!onLoop(() -> send(message, sent))) {
            sent.completeExceptionally(new IllegalStateException("the client's event loop was shut down"));
        }
        return sent.minimalCompletionStage();
    }

    private void send(ByteBuffer message, CompletableFuture<Void> sent) {
        Connection live = connection;
        if (live == null || !machine.state().isLive()) {
            sent.completeExceptionally(new IllegalStateException(
                    "the client of " + config.device() + " is not live, but " + machine.state()));
            return;
        }
        live.send(message).addListener(done -> {
            if (done.isSuccess()) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(
                        new IllegalStateException("the line ended before it was sent", done.cause()));
            }
        });
    }

    /** Does what a state asks for, and tells it. */
    private void follow(ClientState next) {
        if (next.equals(state)) {
            return;
        }
        state = next;
        cancelWaiting();
        if (next instanceof Connecting connecting) {
            connect(connecting.attempt());
        } else if (next instanceof Waiting wait) {
            waiting = loop.schedule(() -> follow(machine.waited()), wait.delay().toNanos(), TimeUnit.NANOSECONDS);
        }
        listener.stateChanged(next);
        if (next instanceof Ended end) {
            ended.complete(end);
        }
    }

    private void cancelWaiting() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }

    private void connect(int attempt) {
        Connection next = new Connection(config, instance, new Ears());
        Dialing begun = new Dialing(config, loops, loop, attempt, channel -> begin(channel, next));
        dialing = begun;
        begun.dial(
                () -> {
                    dialing = null;
                    connection = next;
                },
                why -> {
                    dialing = null;
                    follow(machine.notConnected(why));
                });
    }

    private void begin(Channel channel, Connection next) {
        channel.pipeline()
                .addLast(
                        keeper.newLine(),
                        WireDecoder.ofClient(config.largestPayload()),
                        new WireEncoder(),
                        new Outbox(),
                        next);
    }

    /** Ends the connection, whatever there is of one. */
    private void leave() {
        if (connection != null) {
            connection.leave();
        } else if (dialing != null) {
            dialing.cancel();
            dialing = null;
            follow(machine.closed());
        }
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

    private long now() {
        return loop.ticker().nanoTime();
    }

    /** What the connection at hand tells. */
    private final class Ears implements ConnectionListener {
        @Override
        public void welcomed(Frame.Welcome welcome) {
            follow(machine.welcomed(welcome.epoch(), now()));
        }

        @Override
        public void suspected() {
            follow(machine.suspected());
        }

        @Override
        public void recovered() {
            follow(machine.recovered());
        }

        @Override
        public void received(Frame.Data data) {
            listener.received(data.payload(), data.more());
        }

        @Override
        public void goodbye(Frame.Goodbye said) {
            follow(machine.goodbye(
                    new Reason.Goodbye(said.code(), said.mayReconnect(), said.retryAfter(), said.text()), now()));
        }

        @Override
        public void judged(Fate fate) {
            follow(machine.judged(fate, now()));
        }

        @Override
        public void closed() {
            connection = null;
            follow(loop.isShuttingDown() ? stopped() : machine.closed());
        }

        private ClientState stopped() {
            machine.stop(now());
            return machine.closed();
        }
    }
}
