package io.linekeeper.wire;

import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One frame of the {@code line} protocol, version 1. Values, but for {@link Data}, whose payload is the caller's.
 *
 * <p>On the wire each has a header of {@value #HEADER_BYTES} bytes (type, flags, length of the payload), specified byte by
 * byte in docs/PROTOCOL.md.
 */
public sealed interface Frame {
    /** Bytes of every frame's header. */
    int HEADER_BYTES = 4;

    /** The most bytes of a payload: what its length field can say. */
    int MOST_PAYLOAD_BYTES = 65_535;

    /** The version of the protocol that is specified. */
    int VERSION = 1;

    /** The most milliseconds that a field of 32 bits can say. */
    long MOST_MILLIS = 0xFFFF_FFFFL;

    /**
     * The client's first frame: who it is, and what it can do.
     *
     * @param lowestVersion the lowest version that it speaks, 1 to 255
     * @param highestVersion the highest, not below the lowest
     * @param features bits of optional features that it would use; none are defined in version 1
     * @param gives what it can do to show that it is there, and what it wants of the server
     * @param instance drawn at random by whatever keeps reconnecting, and kept over its connections: tells two devices with
     *     one id from one that comes back
     */
    record Hello(
            int lowestVersion,
            int highestVersion,
            int features,
            Offer gives,
            long instance,
            DeviceId device,
            Credential credential)
            implements Frame {}

    /**
     * How a client can be watched, and whether it wants to watch.
     *
     * @param beats it can beat
     * @param answers it answers PINGs
     * @param asks it wants to ask, so the server should answer its PINGs
     */
    record Offer(boolean beats, boolean answers, boolean asks) {}

    /**
     * The server's first frame: the line is its device's session, and this holds on it.
     *
     * @param version that both speak from now on
     * @param features of those asked for, the ones that hold
     * @param epoch of the session
     * @param client how the server watches the client
     * @param answers whether the server answers the client's PINGs
     * @param largestPayload the most bytes of a frame's payload that the server takes, 1 to {@value #MOST_PAYLOAD_BYTES}
     */
    record Welcome(int version, int features, long epoch, Watch client, boolean answers, int largestPayload)
            implements Frame {}

    /**
     * How a server watches a client.
     *
     * @param interval beats: it is to be heard at least this often; pings: how long it may be silent before it is asked
     * @param bound after how long a silence it is judged; zero where it is not watched by either
     */
    record Watch(Mode mode, Duration interval, Duration bound) {
        /** By what the client is watched. */
        public enum Mode {
            /** By neither: its kernel alone. */
            KERNEL,
            /** The client beats, the server answers nothing. */
            BEATS,
            /** The server asks, the client answers. */
            PINGS
        }
    }

    /**
     * Are you there?
     *
     * @param token comes back in the answer, unread
     * @param ttl for how long the one who asks counts as alive from now on; nobody has to act on it; up to 2^32 - 1 ms
     */
    record Ping(long token, Duration ttl) implements Frame {}

    /** I am: the answer to the PING with this token. */
    record Pong(long token) implements Frame {}

    /**
     * I am here, and there is no answer to this.
     *
     * @param ttl for how long the one who beats counts as alive from now on; the server clamps it
     * @param sequence counts the beats of a connection, from 0, modulo 2^32
     */
    record Beat(Duration ttl, int sequence) implements Frame {}

    /**
     * A message, or a piece of one.
     *
     * @param more whether the message goes on in the next DATA frame
     * @param payload up to {@value #MOST_PAYLOAD_BYTES} bytes, from its position to its limit; a receiver gets memory of its
     *     own
     */
    record Data(boolean more, ByteBuffer payload) implements Frame {}

    /**
     * The last frame of its sender, who half-closes after it.
     *
     * @param code why
     * @param mayReconnect whether the peer may connect again
     * @param retryAfter not before this time has passed; zero: at once
     * @param text for a human, printable ASCII; may be empty
     */
    record Goodbye(GoodbyeCode code, boolean mayReconnect, Duration retryAfter, String text) implements Frame {}
}
