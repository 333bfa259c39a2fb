package io.linekeeper.netty.client;

import io.linekeeper.client.ClientState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a client's listener hears. Any thread. */
final class ClientDiary implements ClientListener {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<ClientState> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Override
    public void stateChanged(ClientState state) {
        states.add(state);
    }

    @Override
    public void received(ByteBuffer payload, boolean more) {
        messages.add(StandardCharsets.UTF_8.decode(payload) + (more ? "..." : ""));
    }

    /** The next state that it came to. */
    ClientState next() throws InterruptedException {
        ClientState state = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (state == null) {
            throw new AssertionError("it came to no further state within " + PATIENCE_SECONDS + " s");
        }
        return state;
    }

    /** The next state of this class, and forgets those before it. */
    <T extends ClientState> T await(Class<T> kind) throws InterruptedException {
        List<ClientState> before = new ArrayList<>();
        for (ClientState state = next(); ; state = next()) {
            if (kind.isInstance(state)) {
                return kind.cast(state);
            }
            before.add(state);
            if (state instanceof ClientState.Ended) {
                throw new AssertionError("it ended without a " + kind.getSimpleName() + ": " + before);
            }
        }
    }

    String message() throws InterruptedException {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was received within " + PATIENCE_SECONDS + " s");
        }
        return message;
    }
}
