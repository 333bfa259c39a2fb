package io.linekeeper.sim.device;

import io.linekeeper.client.Backoff;
import io.linekeeper.client.ClientState;
import io.linekeeper.client.Reason;
import io.linekeeper.client.Reconnecting;
import io.linekeeper.line.Fate;
import io.linekeeper.session.DeviceId;
import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.net.Host;
import io.linekeeper.sim.scene.Chance;
import io.linekeeper.sim.scene.HostClock;
import io.linekeeper.sim.scene.Trace;
import io.linekeeper.wire.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One device on a host of its own, which keeps itself connected: carries out what the real {@link Reconnecting} decides. */
public final class Device {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(6));

    private final Agenda agenda;
    private final Trace trace;
    private final Host host;
    private final DeviceProcess process;
    private final DeviceId id;
    private final Habits habits;
    private final SplittableRandom random;
    private final IntFunction<Host> gateways;
    private final Consumer<Connection> dialled;
    private Reconnecting machine;
    private @Nullable Connection connection;
    private Agenda.@Nullable Entry waiting;
    private long instance;
    private int attempts;
    private final Deque<Pace> paces = new ArrayDeque<>();

    /**
     * A device that is not started.
     *
     * @param gateways the host that the n-th attempt goes to
     * @param dialled is told each connection when it is begun
     */
    public Device(
            Agenda agenda,
            Trace trace,
            Host host,
            HostClock clock,
            Habits habits,
            DeviceId id,
            long seed,
            int number,
            IntFunction<Host> gateways,
            Consumer<Connection> dialled) {
        this.agenda = agenda;
        this.trace = trace;
        this.host = host;
        this.habits = habits;
        this.gateways = gateways;
        this.dialled = dialled;
        process = new DeviceProcess(agenda, clock);
        this.id = id;
        random = Chance.of(seed, "device", number);
        machine = newLife();
        paces.add(new Pace(agenda.now(), Integer.MAX_VALUE));
    }

    /** How fast it reads from a time on. */
    private record Pace(long since, int bytesPerSecond) {}

    private Reconnecting newLife() {
        instance = random.nextLong();
        return new Reconnecting(BACKOFF, habits.comesBack(), random.split());
    }

    /** It is switched on. */
    public void start() {
        process.run(() -> {
            if (machine.state().kind() == ClientState.Kind.NEW && host.isUp()) {
                follow(machine.start());
            }
        });
    }

    /** Who it says that it is; two may say the same. */
    public DeviceId id() {
        return id;
    }

    /** Its host. */
    public Host host() {
        return host;
    }

    Habits habits() {
        return habits;
    }

    DeviceProcess process() {
        return process;
    }

    SplittableRandom random() {
        return random;
    }

    long instance() {
        return instance;
    }

    Agenda agenda() {
        return agenda;
    }

    int readBytesPerSecond() {
        return paces.getLast().bytesPerSecond();
    }

    /** Since when it has read all that comes, at this speed or faster; {@link Long#MAX_VALUE} if it does not. */
    long readingSince(int leastBytesPerSecond) {
        long since = Long.MAX_VALUE;
        for (Iterator<Pace> latest = paces.descendingIterator(); latest.hasNext(); ) {
            Pace pace = latest.next();
            if (pace.bytesPerSecond() < leastBytesPerSecond) {
                return since;
            }
            since = pace.since();
        }
        return since;
    }

    boolean isCurrent(Connection its) {
        return connection == its;
    }

    void trace(String what, Object... details) {
        trace.add(host.name(), what, details);
    }

    // What befalls it.

    /** The process hangs: its kernel goes on. */
    public void hang() {
        trace("hangs");
        process.stop();
    }

    /** It goes on. */
    public void goOn() {
        process.resume();
        trace("goes on");
    }

    /** The whole machine stands still. */
    public void pause() {
        trace("paused");
        process.stop();
        host.pause();
    }

    /** The machine goes on. */
    public void resume() {
        trace("resumed");
        host.resume();
        process.resume();
    }

    /** The machine vanishes. */
    public void crash() {
        trace("crashes");
        host.crash();
        process.die();
        connection = null;
        cancelWaiting();
    }

    /** The machine is back, and starts anew. */
    public void boot() {
        trace("boots");
        host.boot();
        machine = newLife();
        follow(machine.start());
    }

    /** From now on it reads so many bytes a second: 0 for none, the largest number for all. */
    public void readAt(int bytesPerSecond) {
        trace("reads at", bytesPerSecond);
        paces.add(new Pace(agenda.now(), bytesPerSecond));
        Connection its = connection;
        if (its != null) {
            process.run(its::readOn);
        }
    }

    /** It sends a message of any size, if it is live. */
    public void send(long bytes) {
        process.run(() -> {
            if (connection != null && machine.state().isLive()) {
                connection.send(bytes);
            }
        });
    }

    /** It connects again, from a new port, and forgets the connection that it has: a phone that lost its network. */
    public void comeBack() {
        process.run(() -> {
            if (connection != null && machine.state().isLive()) {
                trace("comes back");
                connection.forget();
                judged(Fate.CLOSED);
                closed();
            }
        });
    }

    // What its connection tells.

    void welcomed(Frame.Welcome welcome) {
        follow(machine.welcomed(welcome.epoch(), process.now()));
    }

    void goodbye(Frame.Goodbye said) {
        follow(machine.goodbye(
                new Reason.Goodbye(said.code(), said.mayReconnect(), said.retryAfter(), said.text()), process.now()));
    }

    void judged(Fate fate) {
        follow(machine.judged(fate, process.now()));
    }

    void notConnected() {
        connection = null;
        follow(machine.notConnected("no answer"));
    }

    void closed() {
        connection = null;
        follow(machine.closed());
    }

    private void follow(ClientState next) {
        cancelWaiting();
        if (next instanceof ClientState.Connecting) {
            connect();
        } else if (next instanceof ClientState.Waiting wait) {
            waiting = process.after(wait.delay().toNanos(), () -> follow(machine.waited()));
        }
    }

    private void cancelWaiting() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
    }

    private void connect() {
        Host to = gateways.apply(attempts++);
        Connection begun = new Connection(this);
        connection = begun;
        begun.dial(to);
        dialled.accept(begun);
    }
}
