package io.linekeeper.sim.net;

import java.util.function.Consumer;

/** A port on which a host takes connections. */
public final class Listener implements AutoCloseable {
    private final Host host;
    private final int port;
    private final Consumer<Socket> accepted;

    Listener(Host host, int port, Consumer<Socket> accepted) {
        this.host = host;
        this.port = port;
        this.accepted = accepted;
    }

    Consumer<Socket> accepted() {
        return accepted;
    }

    /** Takes no more connections; those that were accepted live on. */
    @Override
    public void close() {
        host.closed(this, port);
    }
}
