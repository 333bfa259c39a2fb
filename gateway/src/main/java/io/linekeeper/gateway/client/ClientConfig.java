package io.linekeeper.gateway.client;

import io.linekeeper.gateway.Protocol;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client does. A value.
 *
 * @param lines how many lines it opens, 1 to {@value #MOST_LINES}
 * @param policy by which it judges the server
 * @param beat how often it sends a PING whether the server answers or not, the first at once; empty: only to ask
 * @param message what each line sends; empty: nothing
 */
public record ClientConfig(
        ServerAddress server,
        Protocol protocol,
        int lines,
        LivenessPolicy policy,
        Transport transport,
        Optional<Duration> beat,
        Optional<Message> message) {
    /** One address has no more ports than this to connect to one server from. */
    public static final int MOST_LINES = 60_000;

    /** @throws IllegalArgumentException if a value is out of its range or the protocol cannot do it, with one sentence */
    public ClientConfig {
        if (lines < 1 || lines > MOST_LINES) {
            throw new IllegalArgumentException("lines " + lines + " is not from 1 to " + MOST_LINES
                    + ", the ports that one address has to connect from; choose a number in that range");
        }
        if (protocol == Protocol.LINE) {
            throw new IllegalArgumentException("lines of the protocol line belong to devices; connect one of them");
        }
        if (beat.isPresent() && !protocol.hasHeartbeat()) {
            throw new IllegalArgumentException(
                    protocol.word() + " has no heartbeat; leave it off, or connect with a protocol that has one");
        }
        message.ifPresent(text -> text.requireFits(protocol));
    }
}
