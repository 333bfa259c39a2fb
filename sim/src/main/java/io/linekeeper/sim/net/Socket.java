package io.linekeeper.sim.net;

import io.linekeeper.line.Witness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One end of a TCP connection, as its program sees it. */
public final class Socket {
    private final Endpoint endpoint;

    Socket(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Who is told what happens; what waits already is told at once (in an event of its own). */
    public void events(SocketEvents events) {
        endpoint.notices().to(events);
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
        return endpoint.write(message, bytes);
    }

    /** Takes what has arrived, at most so many bytes. */
    public Reading read(int mostBytes) {
        return endpoint.read(mostBytes);
    }

    /** Bytes that have arrived and were not read. */
    public int unreadBytes() {
        return endpoint.unread();
    }

    /** Whether it was neither closed here nor given up by the kernel. */
    public boolean isOpen() {
        return endpoint.isOpen();
    }

    /** Bytes written so far. */
    public long queued() {
        return endpoint.queued();
    }

    /**
     * What TCP_INFO tells now. A socket that the kernel gave up has nothing unacknowledged and no probes, as on Linux.
     *
     * @param reading whether the program has a read outstanding
     */
    public Witness witness(boolean reading) {
        return endpoint.witness(reading);
    }

    /** Switches TCP keepalive on (SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT). */
    public void keepAlive(Duration idle, Duration interval, int probes) {
        endpoint.keepalive().enable(idle.toNanos(), interval.toNanos(), probes);
    }

    /** Sets TCP_USER_TIMEOUT; zero switches it off. It does not limit the handshake, as it would on Linux. */
    public void userTimeout(Duration limit) {
        endpoint.userTimeout(limit.toNanos());
    }

    /** Sets TCP_RTO_MAX_MS: where the back-off of this socket's retransmissions and probes stops. */
    public void longestRto(Duration longest) {
        endpoint.send().longestRto(longest.toNanos());
    }

    /**
     * Sets TCP_NOTSENT_LOWAT: writes are refused while so many bytes have not been sent, and {@link SocketEvents#writable}
     * comes when fewer are.
     */
    public void notSentLowWater(long bytes) {
        endpoint.send().lowWater(bytes);
    }

    /** Sends FIN after what was written; reading goes on. */
    public void shutdownOutput() {
        endpoint.shutdownOutput();
    }

    /** Closes: FIN after what was written, or a reset if bytes wait unread. */
    public void close() {
        endpoint.close();
    }

    /** Closes with a reset, and forgets what was written (linger 0). */
    public void abort() {
        endpoint.abort();
    }

    /** The host that it is on. */
    public Host host() {
        return endpoint.host();
    }

    /** The host of the other end. */
    public Host peer() {
        return endpoint.peer();
    }

    /** The number of the connection, the same at both ends. */
    public long flow() {
        return endpoint.flow().number();
    }

    /** The other end, or null if there is none (any more); for oracles only. */
    public @Nullable Socket otherEnd() {
        Endpoint other = endpoint.otherEnd();
        return other == null ? null : other.socket();
    }

    /** What the network did to this connection; for oracles only. */
    public Impairment impairment() {
        return endpoint.flow().impairment();
    }
}
