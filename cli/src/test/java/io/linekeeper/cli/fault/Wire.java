package io.linekeeper.cli.fault;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.TcpSocket;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the kernels at the ends of a wire saw on it. */
final class Wire {
    private Wire() {}

    /** The one connection of a host that is wanted. */
    static TcpSocket socket(Host host, Predicate<TcpSocket> wanted) {
        return host.sockets().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such connection at the " + host + ": " + host.sockets()));
    }

    /** The moment that an age in milliseconds means; asking takes some time. */
    static Moment since(String age, Supplier<TcpSocket> asked) {
        long before = System.nanoTime();
        TcpSocket socket = asked.get();
        long after = System.nanoTime();
        long ago = Duration.ofMillis(socket.number(age).orElse(0)).toNanos();
        long jiffy = Timing.JIFFY.toNanos();
        return new Moment(before - ago - jiffy, after - ago + jiffy);
    }
}
