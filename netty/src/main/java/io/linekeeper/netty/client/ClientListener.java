package io.linekeeper.netty.client;

import io.linekeeper.client.ClientState;
import java.nio.ByteBuffer;

/**
 * Hears what happens to one client. Called on the client's event loop: must not block. What it throws is logged and changes
 * nothing for the client.
 */
public interface ClientListener {
    /** Does nothing with any event. */
    ClientListener NONE = new ClientListener() {};

    /** The client has come to this state. */
    default void stateChanged(ClientState state) {}

    /**
     * A message of the server's came, or a piece of one.
     *
     * @param payload its bytes, the listener's own
     * @param more whether the message goes on in the next piece; a line that ends before it does leaves it unfinished
     */
    default void received(ByteBuffer payload, boolean more) {}
}
