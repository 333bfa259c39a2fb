package io.linekeeper.netty.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect: looks up the host, waits its turn at the gate, and connects to one of its addresses, another one at
 * each attempt. Ends with one of its two outcomes, or none when it was cancelled.
 *
 * <p>On the client's event loop.
 */
final class Dialing {
    private final LineClientConfig config;
    private final ClientLoops loops;
    private final EventLoop loop;
    private final int attempt;
    private final Consumer<Channel> begin;
    private @Nullable Channel channel;
    private boolean cancelled;

    /**
     * An attempt that is not begun.
     *
     * @param attempt counted from 1
     * @param begin puts the handlers on a new channel
     */
    Dialing(LineClientConfig config, ClientLoops loops, EventLoop loop, int attempt, Consumer<Channel> begin) {
        this.config = config;
        this.loops = loops;
        this.loop = loop;
        this.attempt = attempt;
        this.begin = begin;
    }

    /**
     * Begins.
     *
     * @param failed hears, in plain words, why there is no connection
     */
    void dial(Runnable connected, Consumer<String> failed) {
        loops.lookups()
                .of(config.host())
                .whenComplete((addresses, failure) -> onLoop(() -> {
                    if (cancelled) {
                        return;
                    }
                    if (failure != null) {
                        failed.accept("the host " + config.host() + " is not known here");
                    } else {
                        loops.gate().enter(() -> onLoop(() -> connect(addresses, connected, failed)));
                    }
                }));
    }

    private void connect(List<InetAddress> addresses, Runnable connected, Consumer<String> failed) {
        if (cancelled) {
            loops.gate().leave();
            return;
        }
        InetAddress address = addresses.get((attempt - 1) % addresses.size());
        ChannelFuture connecting = bootstrap().connect(new InetSocketAddress(address, config.port()));
        if (connecting.cause() == null) {
            channel = connecting.channel();
        }
        connecting.addListener(done -> {
            loops.gate().leave();
            if (loop.inEventLoop()) {
                end(connecting, connected, failed);
            } else {
                onLoop(() -> end(connecting, connected, failed)); // There was not even a socket, so it has no loop.
            }
        });
    }

    private void end(ChannelFuture connecting, Runnable connected, Consumer<String> failed) {
        if (cancelled) {
            if (connecting.isSuccess()) {
                connecting.channel().close();
            }
        } else if (connecting.isSuccess()) {
            connected.run();
        } else {
            failed.accept(words(connecting.cause()));
        }
    }

    private Bootstrap bootstrap() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(loops.transport().clientChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        config.connectWithin().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        begin.accept(made);
                    }
                });
        loops.transport().kernelOptions().apply(bootstrap, config.policy().kernel());
        return bootstrap;
    }

    /** Gives up; neither outcome comes any more. */
    void cancel() {
        cancelled = true;
        if (channel != null) {
            channel.close();
        }
    }

    /** A loop that has ended takes its clients with it. */
    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            cancelled = true;
        }
    }

    private String words(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof ConnectTimeoutException || message.contains("timed out")) {
            return "no answer within " + config.connectWithin().toMillis() + " ms";
        }
        if (cause instanceof ConnectException && message.contains("refused")) {
            return "connection refused";
        }
        if (message.contains("no route") || message.contains("unreachable")) {
            return "no route to it";
        }
        if (message.contains("too many open files")) {
            return "this process may open no more descriptors";
        }
        if (message.contains("cannot assign requested address")) {
            return "no free port left to connect from";
        }
        return cause.getClass().getSimpleName();
    }
}
