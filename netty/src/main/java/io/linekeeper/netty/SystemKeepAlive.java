package io.linekeeper.netty;

import io.linekeeper.policy.KeepAlive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The keepalive values that this host gives to sockets which have none of their own (tcp(7),
 * {@code tcp_keepalive_time}, {@code tcp_keepalive_intvl}, {@code tcp_keepalive_probes}).
 *
 * <p>Linux only. In a container they are those of its network namespace. Any thread.
 */
public final class SystemKeepAlive {
    private static final Path IPV4 = Path.of("/proc/sys/net/ipv4");

    private SystemKeepAlive() {}

    /**
     * Reads the host's values as they are now.
     *
     * @throws IOException if this host has no such settings, or they cannot be read or understood; the message names the
     *     file and the remedy
     * @throws IllegalArgumentException if the host's values are beyond the limits of {@link KeepAlive}
     */
    public static KeepAlive read() throws IOException {
        return read(IPV4);
    }

    static KeepAlive read(Path folder) throws IOException {
        return new KeepAlive(
                Duration.ofSeconds(number(folder.resolve("tcp_keepalive_time"))),
                Duration.ofSeconds(number(folder.resolve("tcp_keepalive_intvl"))),
                number(folder.resolve("tcp_keepalive_probes")));
    }

    private static int number(Path file) throws IOException {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            throw new IOException(
                    "the host's keepalive setting cannot be read from " + file + " (" + e
                            + "); it exists on Linux only: give idle, interval and probes instead of 'system'",
                    e);
        }
    }
}
