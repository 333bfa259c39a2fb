package io.linekeeper.gateway;

import io.linekeeper.line.Fate;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Loops;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.netty.session.Sessions;
import io.linekeeper.policy.PolicyException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server process: listeners, their lines, and an orderly end. Start and stop it from any thread but its own loops.
 */
public final class Gateway implements AutoCloseable {
    /** How long an orderly end may take, unless the drain is set longer. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private static final Duration LOOPS_END = Duration.ofMillis(500);
    private static final int BACKLOG = 4096;
    private static final int EXPOSURE_SECONDS = 60;
    private static final String NODE = "gateway";

    private final GatewayConfig config;
    private final ResolvedTransport transport;
    private final EventLog events;
    private final @Nullable FlightLog flights;
    private final EventLoopGroup loops;
    private final List<Channel> listeners = new ArrayList<>();
    private final ChannelGroup lines = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Sessions sessions;
    private final Pipelines pipelines;
    private final Reports reports;
    private boolean stopped;

    private Gateway(GatewayConfig config, EventLog events, @Nullable FlightLog flights) throws GatewayException {
        this.flights = flights;
        this.config = config;
        this.events = events;
        this.transport = config.transport().resolve();
        this.reports = Reports.start(config.reporting(), events, flights);
        this.loops = new MultiThreadIoEventLoopGroup(new DefaultThreadFactory("loop"), transport.ioHandlers());
        this.sessions = Sessions.inMemory(NODE, events);
        this.pipelines = new Pipelines(config, sessions);
    }

    /**
     * Starts listening.
     *
     * <p>Whatever it throws, nothing is left behind.
     *
     * @throws GatewayException if an address cannot be listened on, or something is asked for that this machine has not
     * @throws PolicyException if the policy cannot hold for one of the protocols
     * @throws UnsupportedOperationException if the transport is not there on this machine
     */
    public static Gateway start(GatewayConfig config, EventLog events) throws GatewayException {
        return start(config, events, null);
    }

    /** As {@link #start(GatewayConfig, EventLog)}, with a flight recorder, or null. */
    public static Gateway start(GatewayConfig config, EventLog events, @Nullable FlightLog flights)
            throws GatewayException {
        Gateway gateway = new Gateway(config, events, flights);
        try {
            for (ListenAddress address : config.listeners()) {
                config.devices().requireSafe(address);
            }
            WarmUp warmUp = new WarmUp(config, gateway.transport, gateway.loops);
            for (ListenAddress address : config.listeners()) {
                warmUp.with(address.protocol());
                gateway.listen(address);
            }
        } catch (GatewayException | RuntimeException e) {
            gateway.reports.close();
            gateway.endLoops();
            throw e;
        }
        if (flights != null) {
            gateway.loops.scheduleWithFixedDelay(
                    flights::tellExposure, EXPOSURE_SECONDS, EXPOSURE_SECONDS, TimeUnit.SECONDS);
        }
        return gateway;
    }

    private void listen(ListenAddress address) throws GatewayException {
        Linekeeper keeper = keeperOf(address);
        Consumer<Channel> pipeline = pipelines.of(keeper, address.protocol());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        lines.add(channel);
                        pipeline.accept(channel);
                    }
                });
        transport.kernelOptions().inherit(bootstrap, keeper.policy().kernel());
        Channel listener = BindFailure.bind(bootstrap, address);
        listeners.add(listener);
        events.listening(keeper.name(), (InetSocketAddress) listener.localAddress());
    }

    private Linekeeper keeperOf(ListenAddress address) {
        Linekeeper keeper = Linekeeper.of(config.policyOf(address.protocol())).named(nameOf(address));
        return reports.with(config.verdicts() == Verdicts.OBSERVE ? keeper.observing() : keeper);
    }

    /** The protocol's word; with a number from the second listener of one protocol on. */
    private String nameOf(ListenAddress address) {
        long earlier = config.listeners().stream()
                .limit(listeners.size())
                .filter(other -> other.protocol() == address.protocol())
                .count();
        return address.protocol().word() + (earlier == 0 ? "" : "-" + (earlier + 1));
    }

    /** What listens, how lines are judged, what is found in what time, and what an accepted socket really got. */
    public String describe() {
        return new StartReport(config, transport).text();
    }

    /** The addresses that are listened on, in the order of the configuration. */
    public List<InetSocketAddress> addresses() {
        return listeners.stream()
                .map(listener -> (InetSocketAddress) listener.localAddress())
                .toList();
    }

    /**
     * Ends in order: nobody is accepted any more, each line gets its goodbye where its protocol has one and drains. Returns
     * when all lines are closed, within 5 s, or within the drain time if that is set longer.
     */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        reports.close();
        Duration drain = config.policy().drain();
        Duration longest = drain.compareTo(LONGEST_STOP) > 0 ? drain : LONGEST_STOP.minus(LOOPS_END.multipliedBy(2));
        listeners.forEach(listener -> listener.close().awaitUninterruptibly(LOOPS_END.toMillis()));
        lines.forEach(channel -> channel.eventLoop().execute(() -> shutDown(channel)));
        if (!lines.newCloseFuture().awaitUninterruptibly(longest.toMillis())) {
            lines.forEach(channel -> channel.eventLoop().execute(() -> abort(channel)));
            lines.newCloseFuture().awaitUninterruptibly(LOOPS_END.toMillis());
        }
        if (flights != null) {
            flights.tellExposure();
        }
        endLoops();
        events.say("processed: " + pipelines.counts());
        if (config.verdicts() == Verdicts.OBSERVE) {
            events.say(reports.observations().words());
        }
    }

    private static void shutDown(Channel channel) {
        LineHandler line = channel.pipeline().get(LineHandler.class);
        if (line != null) {
            line.end(Fate.SHUTDOWN, null);
        }
    }

    /** On its loop, where nobody can close it in between. */
    private static void abort(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private void endLoops() {
        sessions.close();
        listeners.forEach(Channel::close);
        Loops.end(loops, LOOPS_END).awaitUninterruptibly(LOOPS_END.toMillis());
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
