package io.linekeeper.sim.net;

/** A port on which a host takes connections. */
public final class Listener implements AutoCloseable {
    Listener() {
        throw new UnsupportedOperationException();
    }

    /** Takes no more connections; those that were accepted live on. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
