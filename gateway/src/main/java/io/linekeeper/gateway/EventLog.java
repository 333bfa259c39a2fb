package io.linekeeper.gateway;

import io.linekeeper.gateway.icmp.HostListener;
import io.linekeeper.line.MassSilence;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.NetUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens: a line of plain words per event, and JSON lines where they are wanted. Written by a thread of its
 * own in the order in which the events came, so that no slow disk or terminal ever blocks a loop. If
 * it cannot keep up for long, events are lost, and that is said.
 *
 * <p>Any thread. {@link #close} writes what is left.
 */
public final class EventLog implements LineListener, SessionListener, HostListener, AutoCloseable {
    private static final Object END = new Object();
    /** Events that may wait to be written: five for each line that a process can hold, some 50 MB at the most. */
    private static final int MOST_WAITING = 100_000;
    /** An output that takes nothing for so long when we end does not hold us. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMillis(500);

    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(EventLog.class);

    private final PrintStream words;
    private final @Nullable EventJson json;
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final LongAdder lost = new LongAdder();
    private final LongAdder lostInAll = new LongAdder();
    private final Thread writer = new Thread(this::write, "events");
    private boolean jsonFailed;

    /**
     * @param words where plain words go
     * @param json where JSON lines go, or null; both stay open when this is closed
     */
    public EventLog(PrintStream words, @Nullable OutputStream json) throws IOException {
        this.words = words;
        this.json = json == null ? null : new EventJson(json);
        writer.setDaemon(true);
        writer.start();
    }

    /** Lets the events that were lost be counted there, too. */
    void countLost(MeterRegistry registry) {
        FunctionCounter.builder("linekeeper.events.lost", lostInAll, LongAdder::sum)
                .description("Events that came faster than they could be written")
                .register(registry);
    }

    /** A listener listens. */
    public void listening(String listener, InetSocketAddress address) {
        add(new Event.Listening(
                Instant.now(), listener, NetUtil.toAddressString(address.getAddress()), address.getPort()));
    }

    /** Says a line of plain words, in order with the events. */
    public void say(String line) {
        add(line);
    }

    /** Does something on the thread that writes, in order with the events. */
    void then(Runnable action) {
        add(action);
    }

    @Override
    public void connected(LineHandler line) {
        add(Event.OfLine.of("connected", line, null));
    }

    @Override
    public void suspected(LineHandler line) {
        add(Event.OfLine.of("suspected", line, null));
    }

    @Override
    public void recovered(LineHandler line) {
        add(Event.OfLine.of("recovered", line, null));
    }

    @Override
    public void observed(LineHandler line, Verdict verdict) {
        add(Event.OfLine.of("observed", line, verdict));
    }

    @Override
    public void notReading(LineHandler line, Duration since) {
        add(new Event.NotReading(Event.OfLine.of("paused", line, null), since));
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        add(Event.OfLine.of("verdict", line, verdict));
    }

    @Override
    public void draining(LineHandler line, Verdict verdict) {
        add(Event.OfLine.of("draining", line, verdict));
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        add(Event.OfLine.of("closed", line, verdict));
    }

    @Override
    public void connected(Session session) {
        add(new Event.Identified(Instant.now(), session));
    }

    @Override
    public void superseded(Session old, Session by) {
        add(new Event.Superseded(Instant.now(), old, by));
    }

    @Override
    public void refused(DeviceId device, int line, String why) {
        add(new Event.Refused(Instant.now(), device, line, why));
    }

    @Override
    public void paused(String loop, Duration gap) {
        add(new Event.Paused(Instant.now(), loop, gap));
    }

    @Override
    public void reachability(InetAddress host, Reachability state, int lines, @Nullable String why) {
        add(new Event.OfHost(Instant.now(), NetUtil.toAddressString(host), state, lines, why));
    }

    @Override
    public void tooManyHosts(int most) {
        say("there are lines to more than " + most
                + " hosts; only so many are pinged, and of the others nothing is known");
    }

    void massSilence(MassSilence.Finding finding) {
        add(new Event.Mass(Instant.now(), finding));
    }

    /** Never blocks: what comes while too much waits to be written is counted, and said to be lost. */
    private void add(Object next) {
        if (queue.size() < MOST_WAITING) {
            queue.add(next);
        } else {
            lost.increment();
            lostInAll.increment();
        }
    }

    /** Writes what is left, as long as the outputs take it, and ends the writer. */
    @Override
    public void close() {
        queue.add(END);
        try {
            int left = Integer.MAX_VALUE;
            while (writer.isAlive() && queue.size() < left) {
                left = queue.size();
                writer.join(LONGEST_STANDSTILL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (Object next = queue.take(); next != END; next = queue.take()) {
                attempt(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    /** One event that cannot be written must not be the last. */
    private void attempt(Object next) {
        try {
            write(next);
            if (queue.isEmpty()) {
                tellLost();
                flush();
            }
        } catch (RuntimeException e) {
            LOGGER.warn("an event could not be written: {}", next.getClass(), e);
        }
    }

    private void write(Object next) {
        if (next instanceof Runnable action) {
            action.run();
            return;
        }
        if (!(next instanceof Event event)) {
            words.println(next);
            return;
        }
        words.println(EventWords.of(event));
        if (json != null && !jsonFailed) {
            try {
                json.write(event);
            } catch (IOException e) {
                jsonFails(e);
            }
        }
    }

    private void tellLost() {
        long events = lost.sumThenReset();
        if (events > 0) {
            words.println(events + " events were lost: they came faster than they could be written");
        }
    }

    private void flush() {
        words.flush();
        if (json != null && !jsonFailed) {
            try {
                json.flush();
            } catch (IOException e) {
                jsonFails(e);
            }
        }
    }

    private void jsonFails(IOException e) {
        jsonFailed = true;
        words.println("the event stream cannot be written (" + e.getMessage() + "); no more events go there");
    }
}
