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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what {@link Reconnecting} decides, for one client: dials, waits, ends the connection, and tells the state. On
 * the client's event loop, but for {@link #state} and {@link #ended}.
 */
final class ClientLife {
    private final LineClientConfig config;
    private final ClientLoops loops;
    private final EventLoop loop;
    private final long instance;
    private final ClientListener listener;
    private final Linekeeper keeper;
    private final Reconnecting machine;
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private volatile ClientState state;
    private @Nullable Dialing dialing;
    private @Nullable Connection connection;
    private @Nullable Future<?> waiting;

    ClientLife(
            LineClientConfig config,
            ClientLoops loops,
            EventLoop loop,
            long instance,
            ClientListener listener,
            LineListener lines,
            RandomGenerator random) {
        this.config = config;
        this.loops = loops;
        this.loop = loop;
        this.instance = instance;
        this.listener = new GuardedClientListener(listener);
        this.keeper =
                Linekeeper.of(config.policy().withoutHeartbeat()).named("line").withListener(new ClientLines(lines));
        this.machine = new Reconnecting(config.backoff(), config.reconnectAfterSuperseded(), random);
        this.state = machine.state();
    }

    ClientState state() {
        return state;
    }

    CompletionStage<Ended> ended() {
        return ended.minimalCompletionStage();
    }

    void start() {
        if (machine.state().kind() == ClientState.Kind.NEW) {
            follow(machine.start());
        }
    }

    void stop() {
        if (machine.state().kind() == ClientState.Kind.ENDED) {
            return;
        }
        ClientState next = machine.stop(now());
        follow(next);
        if (next instanceof Draining) {
            leave();
        }
    }

    void send(ByteBuffer message, CompletableFuture<Void> sent) {
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
