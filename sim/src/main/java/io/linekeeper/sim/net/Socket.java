package io.linekeeper.sim.net;

import io.linekeeper.line.Witness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One end of a TCP connection, as its program sees it. */
public final class Socket {
    Socket() {
        throw new UnsupportedOperationException();
    }

    /** Who is told what happens; what waits already is told at once (in an event of its own). */
    public void events(SocketEvents events) {
        throw new UnsupportedOperationException();
    }

    /**
     * Hands a message to the kernel, whole or not at all. Before the handshake is done it waits for that.
     *
     * @param bytes its length, 1 or more
     * @return whether it was taken; if not, the send buffer has no room ({@link SocketEvents#writable} tells when a third of
     *     it is free), or the socket is not open
     * @throws IllegalArgumentException if the message is longer than the send buffer
     * @throws IllegalStateException after {@link #shutdownOutput}
     */
    public boolean write(Object message, int bytes) {
        throw new UnsupportedOperationException();
    }

    /** Takes what has arrived, at most so many bytes. */
    public Reading read(int mostBytes) {
        throw new UnsupportedOperationException();
    }

    /** Bytes that have arrived and were not read. */
    public int unreadBytes() {
        throw new UnsupportedOperationException();
    }

    /** Whether it was neither closed here nor given up by the kernel. */
    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    /** Bytes written so far. */
    public long queued() {
        throw new UnsupportedOperationException();
    }

    /**
     * What TCP_INFO tells now. A socket that the kernel gave up has nothing unacknowledged and no probes, as on Linux.
     *
     * @param reading whether the program has a read outstanding
     */
    public Witness witness(boolean reading) {
        throw new UnsupportedOperationException();
    }

    /** Switches TCP keepalive on (SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT). */
    public void keepAlive(Duration idle, Duration interval, int probes) {
        throw new UnsupportedOperationException();
    }

    /** Sets TCP_USER_TIMEOUT; zero switches it off. */
    public void userTimeout(Duration limit) {
        throw new UnsupportedOperationException();
    }

    /** Sets TCP_RTO_MAX_MS: where the back-off of this socket's retransmissions and probes stops. */
    public void longestRto(Duration longest) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets TCP_NOTSENT_LOWAT: writes are refused while so many bytes have not been sent, and {@link SocketEvents#writable}
     * comes when fewer are.
     */
    public void notSentLowWater(long bytes) {
        throw new UnsupportedOperationException();
    }

    /** Sends FIN after what was written; reading goes on. */
    public void shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    /** Closes: FIN after what was written, or a reset if bytes wait unread. */
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Closes with a reset, and forgets what was written (linger 0). */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /** The host that it is on. */
    public Host host() {
        throw new UnsupportedOperationException();
    }

    /** The host of the other end. */
    public Host peer() {
        throw new UnsupportedOperationException();
    }

    /** The number of the connection, the same at both ends. */
    public long flow() {
        throw new UnsupportedOperationException();
    }

    /** The other end, or null if there is none (any more); for oracles only. */
    public @Nullable Socket otherEnd() {
        throw new UnsupportedOperationException();
    }

    /** What the network did to this connection; for oracles only. */
    public Impairment impairment() {
        throw new UnsupportedOperationException();
    }
}
