package io.linekeeper.gateway.icmp;

import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.HostReachability;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings each host that has at least one line, one process a host, and knows what it answers. It decides nothing.
 *
 * <p>Told of lines by event loops and asked by them, which never waits: processes are started, read and ended by a thread of
 * its own.
 */
public final class HostWatch implements LineListener, HostReachability, AutoCloseable {
    /** Hosts that are pinged at a time, each by a process; of the others nothing is known. */
    public static final int MOST_HOSTS = 256;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_STEP = Duration.ofMillis(500);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(HostWatch.class);

    /** A line to this host is there, or is gone; without a host all of this is to end. */
    private record Change(@Nullable InetAddress host, int lines) {}

    private final PingSettings settings;
    private final HostListener listener;
    private final Host.Pings pings;
    private final int most;
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final Map<InetAddress, Reachability> known = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> lines = new HashMap<>();
    private final Map<InetAddress, Host> watched = new HashMap<>();
    private final Set<InetAddress> waiting = new LinkedHashSet<>();
    private final Thread thread = new Thread(this::run, "icmp");
    private boolean toldTooMany;
    private long lastLook;
    private long clock;

    HostWatch(PingSettings settings, HostListener listener, Host.Pings pings, int most) {
        this.settings = settings;
        this.listener = listener;
        this.pings = pings;
        this.most = most;
    }

    /**
     * Watches with the system's ping, until it is closed.
     *
     * @throws IOException if there is none whose words we know, with the remedy
     */
    public static HostWatch start(PingSettings settings, HostListener listener) throws IOException {
        Ping.require();
        return new HostWatch(settings, listener, Ping::of, MOST_HOSTS).started();
    }

    HostWatch started() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    @Override
    public Reachability of(InetAddress host) {
        return known.getOrDefault(host, Reachability.UNKNOWN);
    }

    @Override
    public void connected(LineHandler line) {
        changed(line, 1);
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        changed(line, -1);
    }

    private void changed(LineHandler line, int by) {
        if (line.channel().remoteAddress() instanceof InetSocketAddress address && !address.isUnresolved()) {
            changed(address.getAddress(), by);
        }
    }

    void changed(InetAddress host, int by) {
        changes.add(new Change(host, by));
    }

    private void run() {
        try {
            for (Change next = await(); !isEnd(next); next = await()) {
                take(next);
                for (Change more = changes.poll(); more != null; more = changes.poll()) {
                    if (isEnd(more)) {
                        return;
                    }
                    take(more);
                }
                advance();
                watched.forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watched.values().forEach(Host::close);
            known.clear();
        }
    }

    /** Time in which we were away is no silence of hosts: ping may have been away, too. */
    private void advance() {
        long now = System.nanoTime();
        clock += Math.min(now - lastLook, LONGEST_STEP.toNanos());
        lastLook = now;
    }

    private @Nullable Change await() throws InterruptedException {
        if (watched.isEmpty()) {
            return changes.take();
        }
        long pause = Math.min(settings.timeout().toNanos() / 4, LONGEST_PAUSE.toNanos());
        return changes.poll(pause, TimeUnit.NANOSECONDS);
    }

    private static boolean isEnd(@Nullable Change change) {
        return change != null && change.host == null;
    }

    private void take(@Nullable Change change) {
        if (change == null || change.host == null) {
            return;
        }
        InetAddress host = change.host;
        int left = lines.merge(host, change.lines, Integer::sum);
        if (left == 0) {
            lines.remove(host);
            waiting.remove(host);
            leave(host);
        } else if (!watched.containsKey(host)) {
            waiting.add(host);
        }
        watchNext();
    }

    private void leave(InetAddress host) {
        Host left = watched.remove(host);
        if (left != null) {
            left.close();
            known.remove(host);
        }
    }

    private void watchNext() {
        var next = waiting.iterator();
        while (next.hasNext() && watched.size() < most) {
            InetAddress host = next.next();
            next.remove();
            watched.put(host, new Host(host, settings, pings, clock));
        }
        if (next.hasNext() && !toldTooMany) {
            toldTooMany = true;
            listener.tooManyHosts(most);
        }
    }

    /** One host that goes wrong must not be the end of it. */
    private void look(InetAddress address, Host host) {
        try {
            Reachability state = host.look(clock);
            if (state != null) {
                known.put(address, state);
                listener.reachability(address, state, lines.getOrDefault(address, 0), host.why());
            }
        } catch (RuntimeException e) {
            LOGGER.warn("a host could not be watched: {}", address, e);
        }
    }

    /** Ends all pings, at once. */
    @Override
    public void close() {
        changes.add(new Change(null, 0));
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
