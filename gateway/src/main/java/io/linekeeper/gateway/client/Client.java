package io.linekeeper.gateway.client;

import io.linekeeper.gateway.EventLog;
import io.linekeeper.line.Fate;
import io.linekeeper.netty.Fixed1028Decoder;
import io.linekeeper.netty.Fixed1028Encoder;
import io.linekeeper.netty.Fixed1028Heartbeat;
import io.linekeeper.netty.HeartbeatHandler;
import io.linekeeper.netty.Length16Decoder;
import io.linekeeper.netty.Length16Encoder;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Loops;
import io.linekeeper.netty.ResolvedTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Lines to one server, judged by the same state machine as the server's own. It answers the server's questions always; it
 * asks, beats and sends as it is configured.
 *
 * <p>{@link #connect}, then {@link #awaitEnd}, then {@link #stop}; from any thread but its own loops, {@link #stop} at any
 * time.
 */
public final class Client implements AutoCloseable {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final int MOST_LOOPS = 2;
    private static final Duration LOOPS_END = Duration.ofMillis(500);

    private final ClientConfig config;
    private final ResolvedTransport transport;
    private final EventLog events;
    private final Tally tally;
    private final Linekeeper keeper;
    private final EventLoopGroup loops;
    private final ChannelGroup lines = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private volatile @Nullable Dialer dialer;

    /**
     * A client that is not connected yet.
     *
     * @param events hears of all lines; stays open
     * @throws UnsupportedOperationException if the transport is not there on this machine, with one sentence
     */
    public Client(ClientConfig config, EventLog events) {
        this.config = config;
        this.events = events;
        this.transport = config.transport().resolve();
        this.tally = new Tally(config.lines());
        this.keeper =
                Linekeeper.of(config.policy()).named(config.protocol().word()).withListener(events.and(tally));
        int threads = Math.min(
                MOST_LOOPS, Math.min(config.lines(), Runtime.getRuntime().availableProcessors()));
        this.loops = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("client", true), transport.ioHandlers());
    }

    /**
     * Connects all lines, and returns when they are connected.
     *
     * @throws ClientException if one of them cannot be connected; the others stay until {@link #stop}
     */
    public void connect() throws ClientException {
        ServerAddress server = config.server();
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new ClientException("could not connect to " + server + ": the host " + server.host()
                    + " is not known here; check its spelling, or give its address");
        }
        Dialer dialing = new Dialer(bootstrap(), address, config.lines(), loops.next());
        dialer = dialing;
        try {
            dialing.dial().join();
        } catch (CompletionException e) {
            throw Unreachable.because(server, e.getCause() == null ? e : e.getCause());
        }
    }

    private Bootstrap bootstrap() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(transport.clientChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        begin(channel);
                    }
                });
        for (String missing :
                transport.kernelOptions().apply(bootstrap, config.policy().kernel())) {
            events.say("not on this platform: " + missing);
        }
        return bootstrap;
    }

    private void begin(Channel channel) {
        lines.add(channel);
        LineHandler line = keeper.newLine();
        ChannelPipeline pipeline = channel.pipeline().addLast(line);
        switch (config.protocol()) {
            case FIXED1028 ->
                pipeline.addLast(
                        new Fixed1028Decoder(),
                        new Fixed1028Encoder(),
                        new HeartbeatHandler<>(new Fixed1028Heartbeat()));
            case LINE -> throw new IllegalStateException("lines of the protocol line belong to devices");
            case LENGTH16 -> pipeline.addLast(new Length16Decoder(), new Length16Encoder());
        }
        config.beat().ifPresent(every -> pipeline.addLast(new Beats(every)));
        config.message().ifPresent(message -> pipeline.addLast(new Sending(message, config.protocol())));
        pipeline.addLast(new Receiving(line, events::say));
    }

    /**
     * Waits until all lines are closed, at most this long.
     *
     * @return whether they are
     */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return tally.awaitAllClosed(longest);
    }

    /**
     * What did not go as asked, in one clause: lines that did not end by FIN or by {@link #stop}.
     *
     * @param asLongAsAsked whether the lines were asked to last until now, so that a FIN of the server's came too early
     */
    public Optional<String> complaint(boolean asLongAsAsked) {
        return tally.complaint(asLongAsAsked);
    }

    /** Ends all lines in order: half-closes them, reads what still comes until the drain deadline, and closes. */
    public synchronized void stop() {
        Dialer dialing = dialer;
        if (dialing != null && !loops.isShuttingDown()) {
            dialing.stop();
        }
        for (Channel channel : lines) {
            if (!channel.eventLoop().isShuttingDown()) {
                channel.eventLoop().execute(() -> shutDown(channel));
            }
        }
        Duration longest = config.policy().drain().plus(LOOPS_END);
        if (!lines.newCloseFuture().awaitUninterruptibly(longest.toMillis())) {
            lines.close().awaitUninterruptibly(LOOPS_END.toMillis());
        }
        Loops.end(loops, LOOPS_END).awaitUninterruptibly(2 * LOOPS_END.toMillis());
    }

    private static void shutDown(Channel channel) {
        LineHandler line = channel.pipeline().get(LineHandler.class);
        if (line == null || !channel.isActive()) {
            channel.close();
        } else {
            line.end(Fate.SHUTDOWN, null);
        }
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
