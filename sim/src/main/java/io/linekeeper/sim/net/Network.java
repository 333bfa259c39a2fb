package io.linekeeper.sim.net;

import java.util.HashMap;
import java.util.Map;

/**
 * A simulated network: hosts, a path between any two, and TCP as far as the liveness of lines depends on it. All happens in
 * the events of an {@link Agenda}; the same seed and the same calls give the same events. One thread; all times are
 * nanoseconds of the agenda.
 */
public final class Network {
    private final Agenda agenda;
    private final long seed;
    private final NetworkOptions options;
    private final Map<String, Host> hosts = new HashMap<>();
    private long flows;
    private long segments;

    /** A network without hosts. */
    public Network(Agenda agenda, long seed, NetworkOptions options) {
        this.agenda = agenda;
        this.seed = seed;
        this.options = options;
    }

    /** The host of this name, which is made, and is up, when it is first asked for. */
    public Host host(String name) {
        return hosts.computeIfAbsent(name, newName -> new Host(this, newName));
    }

    /**
     * The path between two hosts, the same one in either order; {@link Path#a()} is the first of who asked first.
     *
     * @throws IllegalArgumentException if both are the same
     */
    public Path path(Host a, Host b) {
        return a.pathTo(b);
    }

    /** How many segments were sent so far. */
    public long segments() {
        return segments;
    }

    Agenda agenda() {
        return agenda;
    }

    NetworkOptions options() {
        return options;
    }

    long seed() {
        return seed;
    }

    long nextFlow() {
        return ++flows;
    }

    void countSegment() {
        segments++;
    }
}
