package io.linekeeper.gateway.client;

import io.linekeeper.client.ClientState;
import io.linekeeper.netty.client.LineClient;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a device's message whenever it has become live, and then again and again as long as it is. While one is not handed to
 * the kernel yet the next is left out, not kept: a server that does not read costs no memory.
 *
 * <p>Re-arms one shot at a time. All state belongs to one executor.
 */
final class DeviceSending {
    private final Message message;
    private final EventExecutor executor;
    private boolean live;
    private boolean sending;
    private @Nullable Future<?> next;

    DeviceSending(Message message, EventExecutor executor) {
        this.message = message;
        this.executor = executor;
    }

    /** The device has come to this state. Any thread. */
    void changed(LineClient client, ClientState state) {
        if (executor.isShuttingDown()) {
            return;
        }
        executor.execute(() -> {
            boolean before = live;
            live = state.isLive();
            if (live && !before) {
                turn(client);
            } else if (!live && next != null) {
                next.cancel(false);
            }
        });
    }

    private void turn(LineClient client) {
        if (!live) {
            return;
        }
        if (!sending) {
            sending = true;
            client.send(message.buffer()).whenComplete((sent, failure) -> executor.execute(() -> sending = false));
        }
        message.every()
                .ifPresent(
                        every -> next = executor.schedule(() -> turn(client), every.toNanos(), TimeUnit.NANOSECONDS));
    }
}
