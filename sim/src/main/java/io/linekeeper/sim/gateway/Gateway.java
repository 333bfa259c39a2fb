package io.linekeeper.sim.gateway;

import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.net.Host;
import io.linekeeper.sim.net.Socket;
import io.linekeeper.sim.scene.HostClock;
import io.linekeeper.sim.scene.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** One gateway process on a host of its own: loops, the lines on them, and the sessions. */
public final class Gateway {
    /** The port on which gateways listen. */
    public static final int PORT = 1028;

    private static final long NOT_SENT_LOW_WATER = 16 * 1024;
    private static final int ALL_AT_ONCE = Integer.MAX_VALUE;

    private final Terms terms;
    private final Host host;
    private final List<LoopRoll> rolls = new ArrayList<>();
    private final EventLoop sessionThread;
    private final Sessions sessions;
    private int accepted;

    /**
     * What all gateways of a simulation have in common.
     *
     * @param loops how many event loops each has
     * @param witness whether their kernels can be asked, as under epoll, or not, as under NIO
     * @param readsAPass how many ready sockets a loop reads before its tasks run
     * @param handshake from the connection to the WELCOME
     * @param numbers of lines, unique in the simulation
     */
    public record Terms(
            Agenda agenda,
            Trace trace,
            Ears ears,
            SessionDirectory directory,
            LivenessPolicy policy,
            int loops,
            boolean witness,
            int readsAPass,
            Duration handshake,
            IntSupplier numbers) {}

    /** Starts a gateway on a host that is up. */
    public Gateway(Terms terms, Host host, HostClock clock) {
        this.terms = terms;
        this.host = host;
        for (int i = 0; i < terms.loops(); i++) {
            EventLoop loop = new EventLoop(terms.agenda(), clock, terms.readsAPass());
            rolls.add(new LoopRoll(this, loop, i, terms.witness()));
        }
        sessionThread = new EventLoop(terms.agenda(), clock, ALL_AT_ONCE);
        sessions = new Sessions(this, sessionThread, terms.directory());
        host.listen(PORT, this::accept);
    }

    private void accept(Socket socket) {
        LoopRoll roll = rolls.get(accepted++ % rolls.size());
        terms.policy().kernel().keepAlive().ifPresent(rule -> keepAlive(socket, rule));
        if (terms.witness()) {
            terms.policy().kernel().userTimeout().ifPresent(socket::userTimeout);
            socket.notSentLowWater(NOT_SENT_LOW_WATER);
        }
        GatewayLine line = new GatewayLine(this, roll, socket, terms.numbers().getAsInt());
        trace(line, "accepted", socket.peer().name());
        roll.loop().execute(line::begin);
    }

    private static void keepAlive(Socket socket, KeepAlive rule) {
        socket.keepAlive(rule.idle(), rule.interval(), rule.probes());
    }

    /** Its host's name. */
    public String name() {
        return host.name();
    }

    /** Its host. */
    public Host host() {
        return host;
    }

    /** The rolls of its loops. */
    public List<LoopRoll> rolls() {
        return List.copyOf(rolls);
    }

    /** The policy of its listener. */
    public LivenessPolicy policy() {
        return terms.policy();
    }

    /** From the connection to the WELCOME. */
    public Duration handshake() {
        return terms.handshake();
    }

    Ears ears() {
        return terms.ears();
    }

    Sessions sessions() {
        return sessions;
    }

    /** The process, or its host, stands still. */
    public void stop() {
        rolls.forEach(roll -> roll.loop().stop());
        sessionThread.stop();
    }

    /** It goes on. */
    public void resume() {
        rolls.forEach(roll -> roll.loop().resume());
        sessionThread.resume();
    }

    /** The process is gone, without a word. */
    public void die() {
        rolls.forEach(roll -> roll.loop().die());
        sessionThread.die();
        terms.ears().crashed(this);
    }

    /** The application stops reading from a line, or goes on. */
    public void setReading(GatewayLine line, boolean on) {
        line.roll().loop().execute(() -> line.setAutoRead(on));
    }

    /** The application sends a message on a line. */
    public void send(GatewayLine line, long bytes) {
        line.roll().loop().execute(() -> line.send(bytes));
    }

    void trace(GatewayLine line, String what, Object... details) {
        Object[] all = new Object[details.length + 1];
        all[0] = line;
        System.arraycopy(details, 0, all, 1, details.length);
        terms.trace().add(line.socket().peer().name(), what, all);
    }

    void trace(String what, Object... details) {
        terms.trace().add(name(), what, details);
    }
}
