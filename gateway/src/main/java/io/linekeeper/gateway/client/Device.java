package io.linekeeper.gateway.client;

import io.linekeeper.client.ClientState;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.client.ClientListener;
import io.linekeeper.netty.client.ClientLoops;
import io.linekeeper.netty.client.LineClient;
import io.linekeeper.netty.client.LineClientConfig;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** One device of a fleet: its client, and what is told of it. */
final class Device implements ClientListener {
    private final LineClient client;
    private final FleetTally tally;
    private final Optional<Consumer<String>> say;
    private final Optional<DeviceSending> sending;
    private ClientState state = new ClientState.New();

    /** @param say hears each change of state and each message, if anybody is to */
    Device(
            LineClientConfig config,
            ClientLoops loops,
            LineListener lines,
            FleetTally tally,
            Optional<Consumer<String>> say,
            Optional<DeviceSending> sending) {
        this.tally = tally;
        this.say = say;
        this.sending = sending;
        this.client = new LineClient(config, loops, this, lines);
    }

    LineClient client() {
        return client;
    }

    @Override
    public void stateChanged(ClientState next) {
        tally.moved(client.config().device(), state, next);
        state = next;
        tell(StateWords.of(next, Instant.now()));
        sending.ifPresent(device -> device.changed(client, next));
    }

    @Override
    public void received(ByteBuffer payload, boolean more) {
        tell("received " + payload.remaining() + " bytes " + Escaped.text(Unpooled.wrappedBuffer(payload))
                + (more ? ", and more of it to come" : ""));
    }

    private void tell(String what) {
        say.ifPresent(words -> words.accept(client.config().device() + " " + what));
    }
}
