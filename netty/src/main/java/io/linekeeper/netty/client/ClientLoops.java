package io.linekeeper.netty.client;

import io.linekeeper.netty.ResolvedTransport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;

/**
 * What clients share: event loops, the way to the sockets, and how host names are found. One for all clients of a process;
 * thousands of them run on two loops. At most {@value #MOST_CONNECTING} of its clients open a connection at a time.
 *
 * <p>Any thread. The group stays the caller's, who stops the clients before he shuts it down.
 */
public final class ClientLoops {
    static final int MOST_CONNECTING = 100;

    private final EventLoopGroup group;
    private final ResolvedTransport transport;
    private final Lookups lookups;
    private final Gate gate;

    /** Clients on these loops, which were made with the I/O handlers of this transport; hosts are found by the system. */
    public ClientLoops(EventLoopGroup group, ResolvedTransport transport) {
        this(group, transport, HostResolver.SYSTEM);
    }

    /** The same, with hosts found by this resolver. */
    public ClientLoops(EventLoopGroup group, ResolvedTransport transport, HostResolver resolver) {
        this.group = group;
        this.transport = transport;
        this.lookups = new Lookups(resolver);
        this.gate = new Gate(group.next(), MOST_CONNECTING);
    }

    /** The way to the sockets. */
    public ResolvedTransport transport() {
        return transport;
    }

    EventLoop next() {
        return group.next();
    }

    Lookups lookups() {
        return lookups;
    }

    Gate gate() {
        return gate;
    }
}
