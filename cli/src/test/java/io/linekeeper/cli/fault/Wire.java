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

    /** The earliest moment, on the clock here, that an age in milliseconds can mean: its asking took some time. */
    static long since(String age, Supplier<TcpSocket> asked) {
        long before = System.nanoTime();
        Duration ago = Duration.ofMillis(asked.get().number(age).orElse(0));
        return before - ago.plus(Timing.JIFFY).toNanos();
    }
}
