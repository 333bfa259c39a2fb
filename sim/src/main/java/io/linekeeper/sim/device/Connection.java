package io.linekeeper.sim.device;

import io.linekeeper.line.Fate;
import io.linekeeper.session.Credential;
import io.linekeeper.sim.gateway.Frames;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.net.Host;
import io.linekeeper.sim.net.Reading;
import io.linekeeper.sim.net.Socket;
import io.linekeeper.sim.net.SocketError;
import io.linekeeper.sim.net.SocketEvents;
import io.linekeeper.wire.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A device's side of one connection: HELLO, then answers, beats, messages, and its own watch over the server. */
public final class Connection implements SocketEvents {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(12);
    private static final int READ_BYTES = 64 * 1024;
    private static final long SLOW_READ_NANOS = Duration.ofMillis(50).toNanos();
    private static final long SLOW_READS_A_SECOND = 20;
    private static final int QUESTIONS_A_BOUND = 4;
    private static final int BEATS_A_TTL = 3;

    private final Device device;
    private final Queue<Frame> unwritten = new ArrayDeque<>();
    private @Nullable Socket socket;
    private Agenda.@Nullable Entry deadline;
    private boolean connected;
    private boolean welcomed;
    private boolean ended;
    private boolean readPlanned;
    private long connectedAt;
    private long heardAt;
    private long tokens;
    private int beats;

    Connection(Device device) {
        this.device = device;
    }

    void dial(Host to) {
        device.trace("connects to", to.name());
        socket = device.host().connect(to, Gateway.PORT, this);
        deadline = later(CONNECT_WITHIN.toNanos(), () -> {
            socket().abort();
            end();
            device.notConnected();
        });
    }

    private Socket socket() {
        return Objects.requireNonNull(socket);
    }

    /** The number of the connection, the same at both ends. */
    public long flow() {
        return socket().flow();
    }

    /** The device whose connection it is. */
    public Device device() {
        return device;
    }

    /**
     * Since when the device has attended to this connection, in the agenda's time: it runs, reads so many bytes a second or
     * more, and has not given the connection up. {@link Long#MAX_VALUE} if it does not now.
     */
    public long attendedSince(int leastBytesPerSecond) {
        boolean attends = connected
                && !ended
                && device.isCurrent(this)
                && device.host().isUp()
                && !device.host().isPaused()
                && device.process().isRunning();
        long since = Math.max(device.process().runningSince(), device.readingSince(leastBytesPerSecond));
        return attends ? Math.max(connectedAt, since) : Long.MAX_VALUE;
    }

    // What the kernel tells.

    @Override
    public void connected(Socket its) {
        device.process().run(() -> {
            if (!ended) {
                connected = true;
                connectedAt = device.agenda().now();
                hello();
            }
        });
    }

    @Override
    public void readable(Socket its) {
        device.process().run(this::readOn);
    }

    @Override
    public void writable(Socket its) {
        device.process().run(this::flush);
    }

    @Override
    public void failed(Socket its, SocketError error) {
        device.process().run(() -> {
            if (!ended) {
                device.trace("socket", error);
                end();
                if (connected) {
                    device.judged(error == SocketError.TIMED_OUT ? Fate.UNREACHABLE : Fate.RESET);
                    device.closed();
                } else {
                    device.notConnected();
                }
            }
        });
    }

    private void hello() {
        cancelDeadline();
        deadline = later(WELCOME_WITHIN.toNanos(), () -> giveUp(Fate.OVERDUE));
        heardAt = device.process().now();
        write(new Frame.Hello(
                Frame.VERSION,
                Frame.VERSION,
                0,
                device.habits().gives(),
                device.instance(),
                device.id(),
                Credential.none()));
    }

    /** Reads what has come, a little later, at the speed that the device reads with. */
    void readOn() {
        if (!readPlanned && !ended && connected && device.readBytesPerSecond() > 0) {
            readPlanned = true;
            long most = device.habits().reactionNanos();
            boolean slow = device.readBytesPerSecond() < Integer.MAX_VALUE;
            later(slow ? SLOW_READ_NANOS : device.random().nextLong(most + 1), this::read);
        }
    }

    private void read() {
        readPlanned = false;
        int rate = device.readBytesPerSecond();
        if (rate == 0) {
            return;
        }
        int most = rate == Integer.MAX_VALUE ? READ_BYTES : (int) Math.max(1, rate / SLOW_READS_A_SECOND);
        Reading got = socket().read(most);
        if (got.bytes() > 0) {
            heardAt = device.process().now();
        }
        for (Object message : got.messages()) {
            if (!ended) {
                received((Frame) message);
            }
        }
        if (ended) {
            return;
        }
        if (got.end()) {
            serverEnded();
        } else if (got.bytes() > 0) {
            readOn();
        }
    }

    private void received(Frame frame) {
        if (frame instanceof Frame.Welcome welcome) {
            welcome(welcome);
        } else if (frame instanceof Frame.Ping ping && device.habits().gives().answers()) {
            write(new Frame.Pong(ping.token()));
        } else if (frame instanceof Frame.Goodbye goodbye) {
            device.trace("told goodbye", goodbye.code());
            end();
            socket().close();
            device.goodbye(goodbye);
            device.closed();
        }
    }

    private void welcome(Frame.Welcome welcome) {
        if (welcomed) {
            return;
        }
        welcomed = true;
        cancelDeadline();
        device.welcomed(welcome);
        if (welcome.client().mode() == Frame.Watch.Mode.BEATS
                && device.habits().gives().beats()) {
            Duration every = welcome.client().interval();
            beat(every, every.multipliedBy(BEATS_A_TTL));
        }
        if (welcome.answers()) {
            ask();
        }
        talk();
    }

    private void beat(Duration every, Duration ttl) {
        write(new Frame.Beat(ttl, beats++));
        later(every.toNanos(), () -> beat(every, ttl));
    }

    private void ask() {
        long bound = device.habits().serverBound().toNanos();
        if (device.process().now() - heardAt > bound) {
            giveUp(Fate.SILENT);
            return;
        }
        write(new Frame.Ping(++tokens, device.habits().serverBound()));
        later(bound / QUESTIONS_A_BOUND, this::ask);
    }

    private void talk() {
        long mean = device.habits().sendsEvery().toNanos();
        if (mean > 0) {
            later(device.random().nextLong(2 * mean) + 1, () -> {
                send(device.habits().messageBytes());
                talk();
            });
        }
    }

    void send(long bytes) {
        for (long left = bytes; left > 0; left -= Frames.CHUNK_BYTES) {
            int piece = (int) Math.min(left, Frames.CHUNK_BYTES);
            write(Frames.data(piece, left > piece));
        }
    }

    private void write(Frame frame) {
        unwritten.add(frame);
        flush();
    }

    private void flush() {
        for (Frame first = unwritten.peek(); first != null && !ended; first = unwritten.peek()) {
            if (!socket().write(first, Frames.bytes(first))) {
                return;
            }
            unwritten.remove();
        }
    }

    private void serverEnded() {
        end();
        socket().close();
        device.judged(Fate.FINISHED);
        device.closed();
    }

    private void giveUp(Fate fate) {
        device.trace("gives up", fate);
        end();
        socket().abort();
        device.judged(fate);
        device.closed();
    }

    /** The device thinks no more of it, and its kernel has lost the address: neither end is told. */
    void forget() {
        end();
    }

    private void end() {
        ended = true;
        cancelDeadline();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private Agenda.Entry later(long nanos, Runnable task) {
        return device.process().after(nanos, () -> {
            if (!ended) {
                task.run();
            }
        });
    }
}
