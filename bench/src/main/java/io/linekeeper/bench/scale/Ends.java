package io.linekeeper.bench.scale;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When lines were found dead and when they were closed, by the port of their peer: {@code System.nanoTime}, which is one
 * clock for all processes of a Linux machine. Takes its memory at once, so that it is in no slope. Any thread.
 */
final class Ends {
    static final int PORTS = 1 << 16;

    private final long[] found = new long[PORTS];
    private final long[] credited = new long[PORTS];
    private final long[] closed = new long[PORTS];
    private final AtomicInteger open = new AtomicInteger();

    static int portOf(Channel channel) {
        return ((InetSocketAddress) channel.remoteAddress()).getPort();
    }

    void opened(Channel channel) {
        int port = portOf(channel);
        found[port] = 0;
        closed[port] = 0;
        open.incrementAndGet();
    }

    void found(Channel channel) {
        found(channel, 0);
    }

    /** It was found dead now, and so much of its silence was our own pause and not charged. */
    void found(Channel channel, long creditedNanos) {
        found[portOf(channel)] = System.nanoTime();
        credited[portOf(channel)] = creditedNanos;
    }

    void closed(Channel channel) {
        closed[portOf(channel)] = System.nanoTime();
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }

    /** A line of text for each line that was closed: port, when found (0: not by us), when closed, credited. */
    String report() {
        StringBuilder text = new StringBuilder();
        for (int port = 0; port < PORTS; port++) {
            if (closed[port] != 0) {
                text.append(port)
                        .append(' ')
                        .append(found[port])
                        .append(' ')
                        .append(closed[port])
                        .append(' ')
                        .append(credited[port])
                        .append('\n');
            }
        }
        return text.toString();
    }
}
