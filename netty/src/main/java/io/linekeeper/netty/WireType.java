package io.linekeeper.netty;

import io.linekeeper.wire.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The frames of the {@code line} protocol: the number that tells each, and how long its payload may be. */
enum WireType {
    HELLO(1, 23, WireType.MOST_BYTES_UNKNOWN),
    WELCOME(2, 25, WireType.MOST_BYTES_UNKNOWN),
    PING(3, 12, 12),
    PONG(4, 8, 8),
    BEAT(5, 8, 8),
    DATA(6, 0, Frame.MOST_PAYLOAD_BYTES),
    /** Reserved for resumption; version 1 has none. */
    ACK(7, 0, Frame.MOST_PAYLOAD_BYTES),
    GOODBYE(8, 6, 6 + WireType.MOST_TEXT_BYTES);

    /** The most bytes of a payload while the two sides do not know each other. */
    static final int MOST_BYTES_UNKNOWN = 1024;

    /** The most bytes of a goodbye's text. */
    static final int MOST_TEXT_BYTES = 255;

    /** The flag of a frame that may be skipped by whoever does not know its type. */
    static final int OPTIONAL = 0x80;

    /** The flag of a DATA frame whose message goes on in the next. */
    static final int MORE = 0x01;

    private static final WireType[] TYPES = values();

    private final int number;
    private final int least;
    private final int most;

    WireType(int number, int least, int most) {
        this.number = number;
        this.least = least;
        this.most = most;
    }

    /** What stands in the first byte of the header. */
    int number() {
        return number;
    }

    /** The type with this number; null for one that version 1 does not know. */
    static @Nullable WireType of(int number) {
        return number >= 1 && number <= TYPES.length ? TYPES[number - 1] : null;
    }

    /** Whether these flags may stand on it. */
    boolean allows(int flags) {
        return (flags & ~(this == DATA ? OPTIONAL | MORE : OPTIONAL)) == 0;
    }

    /**
     * What is wrong with a payload of so many bytes: the rest of a sentence; empty if it may be that long.
     *
     * @param largest the most that the receiver takes
     */
    Optional<String> complaintAbout(int bytes, int largest) {
        if (bytes < least || bytes > most) {
            return Optional.of("has a payload of " + bytes + " bytes, not "
                    + (least == most ? String.valueOf(least) : least + " to " + most));
        }
        return bytes > largest ? Optional.of(tooLong(bytes, largest)) : Optional.empty();
    }

    static String tooLong(int bytes, int largest) {
        return "has a payload of " + bytes + " bytes, more than " + largest;
    }
}
