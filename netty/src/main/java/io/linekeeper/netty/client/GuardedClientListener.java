package io.linekeeper.netty.client;

import io.linekeeper.client.ClientState;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.nio.ByteBuffer;

/** Logs what a listener throws, so that it changes nothing for the client, nor for the loop's other lines. */
record GuardedClientListener(ClientListener listener) implements ClientListener {
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(ClientListener.class);

    @Override
    public void stateChanged(ClientState state) {
        tell("a change of state", () -> listener.stateChanged(state));
    }

    @Override
    public void received(ByteBuffer payload, boolean more) {
        tell("what was received", () -> listener.received(payload, more));
    }

    private void tell(String what, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error thrown) {
            LOGGER.warn("the listener {} threw when it was told {}", listener, what, thrown);
        }
    }
}
