package io.linekeeper.sim.net;

import java.util.function.Consumer;

/** A machine: its kernel, which can pause, vanish and come back. */
public final class Host {
    Host() {
        throw new UnsupportedOperationException();
    }

    /** Its name. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes connections on a port until it is closed or the host crashes. The kernel does the handshake by itself;
     * {@code accepted} is an event of its own when it is done.
     *
     * @throws IllegalStateException if somebody listens there, or the host is down
     */
    public Listener listen(int port, Consumer<Socket> accepted) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins a connection to a port of another host, from a new port of this one.
     *
     * @throws IllegalStateException if this host is down
     */
    public Socket connect(Host to, int port, SocketEvents events) {
        throw new UnsupportedOperationException();
    }

    /**
     * The machine stands still, as a virtual machine that is paused does: what arrives is lost, its kernel's timers do not run,
     * its programs are told nothing (and must do nothing). Nothing if it is paused or down.
     */
    public void pause() {
        throw new UnsupportedOperationException();
    }

    /** It goes on: timers that came due fire now, and its programs are told what they would have been. */
    public void resume() {
        throw new UnsupportedOperationException();
    }

    /** It vanishes without a word, with all its connections and listeners. */
    public void crash() {
        throw new UnsupportedOperationException();
    }

    /** It is back after a crash, empty: segments of connections that it does not know are answered with a reset. */
    public void boot() {
        throw new UnsupportedOperationException();
    }

    /** Whether it has not crashed, or is back. */
    public boolean isUp() {
        throw new UnsupportedOperationException();
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        throw new UnsupportedOperationException();
    }
}
