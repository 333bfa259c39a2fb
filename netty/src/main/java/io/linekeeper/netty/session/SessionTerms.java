package io.linekeeper.netty.session;

import io.linekeeper.policy.Durations;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.DeviceAuthenticator;
import io.linekeeper.wire.Frame;
import java.time.Duration;

/**
 * What holds for all lines of one listener that speaks the {@code line} protocol. A value; share it.
 *
 * @param listener its name, for which credentials hold
 * @param policy what is wanted of each line; what a client can follow of it is agreed on with it
 * @param handshake from the connection to the WELCOME, in hearing time, whatever bytes come
 * @param largestPayload the most bytes of a frame's payload that are taken, 1 to 65,535
 */
public record SessionTerms(
        String listener,
        LivenessPolicy policy,
        DeviceAuthenticator authenticator,
        Sessions sessions,
        Duration handshake,
        int largestPayload) {
    /** The handshake's deadline if none is chosen. */
    public static final Duration DEFAULT_HANDSHAKE = Duration.ofSeconds(10);

    private static final Duration LONGEST_HANDSHAKE = Duration.ofHours(1);

    /** @throws IllegalArgumentException if a value is out of its range */
    public SessionTerms {
        requireHandshake(handshake);
        if (largestPayload < 1 || largestPayload > Frame.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("the largest payload of " + largestPayload + " bytes is not from 1 to "
                    + Frame.MOST_PAYLOAD_BYTES + "; choose one in that range");
        }
    }

    /** Before its WELCOME a line is watched by its kernel alone, and by the handshake's deadline. */
    public LivenessPolicy beforeWelcome() {
        return policy.withoutHeartbeat();
    }

    /**
     * Checks a handshake deadline.
     *
     * @throws IllegalArgumentException if it is out of its range, with one sentence
     */
    public static void requireHandshake(Duration handshake) {
        if (handshake.compareTo(LivenessPolicy.LONGEST_TICK) < 0 || handshake.compareTo(LONGEST_HANDSHAKE) > 0) {
            throw new IllegalArgumentException("handshake deadline " + Durations.format(handshake) + " is not from "
                    + Durations.format(LivenessPolicy.LONGEST_TICK) + " to " + Durations.format(LONGEST_HANDSHAKE)
                    + "; choose a time in that range");
        }
    }
}
