package io.linekeeper.netty.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. May block: it is called on a thread of its own, once for all clients that ask meanwhile. */
@FunctionalInterface
public interface HostResolver {
    /** The system's own resolver, through the JVM's cache ({@code networkaddress.cache.ttl}). */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Its addresses, in the order in which they are to be tried; at least one.
     *
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
