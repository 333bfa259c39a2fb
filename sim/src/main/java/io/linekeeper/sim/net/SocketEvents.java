package io.linekeeper.sim.net;

/**
 * What the kernel tells the program of one socket. Each is an event of its own in the {@link Agenda}, never called on the
 * stack of a call into the socket. A paused host is told when it resumes; nothing is told of a socket that was closed.
 */
public interface SocketEvents {
    /** The handshake that {@link Host#connect} began is done. */
    default void connected(Socket socket) {}

    /** Bytes or the end of the stream wait: told when it becomes so, and again when more has arrived. */
    default void readable(Socket socket) {}

    /** There is room again, after a write was refused. */
    default void writable(Socket socket) {}

    /** The kernel gave the connection up. What arrived before may still be read. */
    default void failed(Socket socket, SocketError error) {}
}
