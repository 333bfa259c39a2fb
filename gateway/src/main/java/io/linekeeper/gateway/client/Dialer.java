package io.linekeeper.gateway.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * Opens a client's lines, a few at a time, so that they do not overflow the server's queue of connections that wait to be
 * accepted. Gives up at the first that cannot be opened.
 *
 * <p>All state belongs to one executor.
 */
final class Dialer {
    private static final int MOST_AT_ONCE = 100;

    private final Bootstrap bootstrap;
    private final InetSocketAddress server;
    private final EventExecutor executor;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private int toDial;
    private int missing;

    Dialer(Bootstrap bootstrap, InetSocketAddress server, int lines, EventExecutor executor) {
        this.bootstrap = bootstrap;
        this.server = server;
        this.executor = executor;
        this.toDial = lines;
        this.missing = lines;
    }

    /** Completes when all lines are connected, or with the cause why one cannot be. */
    CompletableFuture<Void> dial() {
        executor.execute(() -> {
            for (int first = Math.min(MOST_AT_ONCE, toDial); first > 0; first--) {
                dialNext();
            }
        });
        return connected;
    }

    /** Opens no more lines. Any thread. */
    void stop() {
        executor.execute(() -> toDial = 0);
    }

    private void dialNext() {
        if (toDial > 0) {
            toDial--;
            bootstrap.connect(server).addListener(dialed -> executor.execute(() -> dialed((ChannelFuture) dialed)));
        }
    }

    private void dialed(ChannelFuture dialed) {
        if (!dialed.isSuccess()) {
            toDial = 0;
            connected.completeExceptionally(dialed.cause());
        } else if (--missing == 0) {
            connected.complete(null);
        } else {
            dialNext();
        }
    }
}
