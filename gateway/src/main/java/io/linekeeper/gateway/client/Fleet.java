package io.linekeeper.gateway.client;

import io.linekeeper.gateway.EventLog;
import io.linekeeper.netty.Loops;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.netty.client.ClientLoops;
import io.linekeeper.netty.client.LineClient;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Devices that are kept connected to one server over the {@code line} protocol, on at most two event loops.
 *
 * <p>{@link #start}, then {@link #awaitEnd}, then {@link #stop}; from any thread but its own loops, {@link #stop} at any
 * time.
 */
public final class Fleet implements AutoCloseable {
    private static final int MOST_LOOPS = 2;
    private static final Duration LOOPS_END = Duration.ofMillis(500);

    private final FleetConfig config;
    private final EventLoopGroup loops;
    private final FleetTally tally;
    private final List<Device> devices = new ArrayList<>();
    private final CompletableFuture<Void> ended;

    /**
     * A fleet that is not started.
     *
     * @param events hears of all lines, and of each device if the settings say so; stays open
     * @throws UnsupportedOperationException if the transport is not there on this machine, with one sentence
     */
    public Fleet(FleetConfig config, EventLog events) {
        this.config = config;
        ResolvedTransport transport = config.transport().resolve();
        int count = config.devices().size();
        int threads = Math.min(MOST_LOOPS, Math.min(count, Runtime.getRuntime().availableProcessors()));
        this.loops = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("client", true), transport.ioHandlers());
        this.tally = new FleetTally(count);
        transport
                .kernelOptions()
                .missing(config.each().policy().kernel())
                .forEach(missing -> events.say("not on this platform: " + missing));
        ClientLoops shared = new ClientLoops(loops, transport);
        Optional<Consumer<String>> say = config.telling() ? Optional.of(events::say) : Optional.empty();
        config.devices()
                .forEach(device -> devices.add(new Device(
                        config.each().withDevice(device),
                        shared,
                        events,
                        tally,
                        say,
                        config.message().map(message -> new DeviceSending(message, loops.next())))));
        this.ended = CompletableFuture.allOf(devices.stream()
                .map(device -> device.client().ended().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Begins to connect all devices, a bounded number at a time, and returns at once. */
    public void start() {
        devices.forEach(device -> device.client().start());
    }

    /** How many are in which state. */
    public FleetCounts counts() {
        return tally.counts();
    }

    /**
     * Waits until all devices have ended for good, at most this long.
     *
     * @return whether they have
     */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        try {
            ended.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client ended with a failure", e);
        }
    }

    /**
     * What did not go as asked, in one clause: devices that were sent away for good, servers that were judged dead.
     *
     * @param asLongAsAsked whether the devices were asked to last until now, so that one without a line is amiss; to be
     *     called before {@link #stop}
     */
    public Optional<String> complaint(boolean asLongAsAsked) {
        return tally.complaint(asLongAsAsked);
    }

    /** Ends all devices in order: says goodbye, half-closes, reads what still comes until the drain deadline, and closes. */
    public synchronized void stop() {
        if (loops.isShuttingDown()) {
            return;
        }
        for (Device device : devices) {
            LineClient client = device.client();
            client.stop();
        }
        Duration drain = config.each().policy().drain();
        try {
            awaitEnd(drain.multipliedBy(2).plus(LOOPS_END));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Loops.end(loops, LOOPS_END).awaitUninterruptibly(2 * LOOPS_END.toMillis());
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
