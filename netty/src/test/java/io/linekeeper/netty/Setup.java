package io.linekeeper.netty;

import java.util.stream.Stream;

/** What differs between servers in the field, and must make no difference to how lines end. */
record Setup(ResolvedTransport transport, boolean halfClosure, boolean autoRead) {

    /** Each transport of this machine, with and without half-closure, with and without automatic reading. */
    static Stream<Setup> all() {
        return transports()
                .flatMap(transport -> Stream.of(true, false)
                        .flatMap(half -> Stream.of(true, false).map(auto -> new Setup(transport, half, auto))));
    }

    /** Each transport of this machine, as a server sets it up that ends its own side. */
    static Stream<Setup> eachTransport() {
        return transports().map(transport -> new Setup(transport, true, true));
    }

    static Stream<ResolvedTransport> transports() {
        return Stream.of(Transport.AUTO.resolve(), Transport.NIO.resolve()).distinct();
    }

    boolean isEpoll() {
        return transport.transport() == Transport.EPOLL;
    }

    @Override
    public String toString() {
        return transport.transport() + (halfClosure ? ", half-closure" : "") + (autoRead ? "" : ", explicit reads");
    }
}
