package io.linekeeper.sim.net;

/**
 * A simulated network: hosts, a path between any two, and TCP as far as the liveness of lines depends on it. All happens in
 * the events of an {@link Agenda}; the same seed and the same calls give the same events. One thread; all times are
 * nanoseconds of the agenda.
 */
public final class Network {
    /** A network without hosts. */
    public Network(Agenda agenda, long seed, NetworkOptions options) {
        throw new UnsupportedOperationException();
    }

    /** The host of this name, which is made, and is up, when it is first asked for. */
    public Host host(String name) {
        throw new UnsupportedOperationException();
    }

    /** The path between two hosts, the same one in either order; {@link Path#a()} is the first of who asked first. */
    public Path path(Host a, Host b) {
        throw new UnsupportedOperationException();
    }

    /** How many segments were sent so far. */
    public long segments() {
        throw new UnsupportedOperationException();
    }
}
