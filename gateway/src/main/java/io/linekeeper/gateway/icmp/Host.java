package io.linekeeper.gateway.icmp;

import io.linekeeper.line.Reachability;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One host that is pinged. A ping that ended is started again later. The thread of its {@link HostWatch}. */
final class Host implements AutoCloseable {
    private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final InetAddress address;
    private final PingSettings settings;
    private final Pings pings;
    private @Nullable Ping ping;
    private Answers answers;
    private long again;
    private @Nullable Reachability told;
    private @Nullable String lastWords;

    /** Starts a ping. */
    @FunctionalInterface
    interface Pings {
        Ping of(InetAddress host, PingSettings settings) throws IOException;
    }

    Host(InetAddress address, PingSettings settings, Pings pings, long nowNanos) {
        this.address = address;
        this.settings = settings;
        this.pings = pings;
        this.answers = new Answers(settings, nowNanos);
        this.again = nowNanos;
    }

    /**
     * Reads what ping has said.
     *
     * @return what is known now if that is something else than at the last look, or null
     */
    @Nullable
    Reachability look(long nowNanos) {
        Reachability state = known(nowNanos);
        boolean nothingYet = told == null && state == Reachability.UNKNOWN && ping != null;
        if (state == told || nothingYet) {
            return null;
        }
        told = state;
        return state;
    }

    /** What ping said when it ended, if it has; else null. */
    @Nullable
    String why() {
        return ping == null ? lastWords : null;
    }

    private Reachability known(long nowNanos) {
        try {
            if (ping == null && nowNanos - again >= 0) {
                ping = pings.of(address, settings);
                answers = new Answers(settings, nowNanos);
                lastWords = null;
            }
            if (ping != null) {
                listen(ping, nowNanos);
            }
        } catch (IOException e) {
            lastWords = e.getMessage();
            rest(nowNanos);
        }
        return ping == null ? Reachability.UNKNOWN : answers.at(nowNanos);
    }

    private void listen(Ping running, long nowNanos) throws IOException {
        boolean over = !running.isRunning();
        for (String line : running.lines()) {
            Duration time = Reply.time(line);
            if (time != null) {
                answers.came(time, nowNanos);
            }
            lastWords = line;
        }
        if (over) {
            rest(nowNanos);
        }
    }

    private void rest(long nowNanos) {
        close();
        ping = null;
        again = nowNanos + AGAIN_NANOS;
    }

    @Override
    public void close() {
        if (ping != null) {
            ping.close();
        }
    }
}
