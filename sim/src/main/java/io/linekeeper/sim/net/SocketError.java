package io.linekeeper.sim.net;

/** Why the kernel gave a connection up. */
public enum SocketError {
    /** The other end answered with a reset (ECONNRESET). */
    RESET,
    /** The other end did not answer: keepalive, user time-out, or too many retransmissions or probes (ETIMEDOUT). */
    TIMED_OUT,
    /** Nobody listens there (ECONNREFUSED). */
    REFUSED
}
