package io.linekeeper.lab;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A client's frames of the {@code line} protocol, and the names of those that a server sends: {@code welcome-EPOCH},
 * {@code ping-TOKEN}, {@code pong}, {@code data-BYTES}, {@code goodbye-CODE-MAY-RETRY}, where MAY is 1 if the client may connect
 * again and RETRY says in how many milliseconds.
 */
final class LineFrames {
    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int PING = 3;
    private static final int PONG = 4;
    private static final int BEAT = 5;
    private static final int DATA = 6;
    private static final int GOODBYE = 8;

    private static final int HEADER = 4;
    private static final int MAGIC = 0x4C494E45;
    private static final int VERSION = 1;
    private static final int BEATS_AND_ANSWERS = 3;
    private static final int ASKS = 1;
    /** Longer than any server is willing to wait: how long a beat lasts is left to it. */
    private static final int TTL_MILLIS = 3_600_000;

    private static final String WELCOME_NAME = "welcome-";
    private static final String QUESTION = "ping-";
    private static final String GOODBYE_NAME = "goodbye-";

    private LineFrames() {}

    /** A client that can beat and answer, asks, and has no credential. */
    static byte[] hello(String device, long instance) {
        byte[] id = device.getBytes(StandardCharsets.US_ASCII);
        return frame(HELLO, 2 * Integer.BYTES + 4 + Long.BYTES + 2 + id.length)
                .putInt(MAGIC)
                .put((byte) VERSION)
                .put((byte) VERSION)
                .putInt(0)
                .put((byte) BEATS_AND_ANSWERS)
                .put((byte) ASKS)
                .putLong(instance)
                .put((byte) id.length)
                .put(id)
                .put((byte) 0)
                .array();
    }

    static byte[] ping() {
        return frame(PING, Long.BYTES + Integer.BYTES)
                .putLong(1)
                .putInt(TTL_MILLIS)
                .array();
    }

    /** All have the number 0: nobody counts them. */
    static byte[] beat() {
        return frame(BEAT, 2 * Integer.BYTES).putInt(TTL_MILLIS).putInt(0).array();
    }

    static byte[] data(int length) {
        return frame(DATA, length).array();
    }

    static boolean isWelcome(String message) {
        return message.startsWith(WELCOME_NAME);
    }

    static Optional<byte[]> answer(String message) {
        return message.startsWith(QUESTION)
                ? Optional.of(frame(PONG, Long.BYTES)
                        .putLong(Long.parseUnsignedLong(message.substring(QUESTION.length())))
                        .array())
                : Optional.empty();
    }

    static Optional<Duration> backAfter(String message) {
        String[] part = message.split("-", 4);
        return message.startsWith(GOODBYE_NAME) && part[2].equals("1")
                ? Optional.of(Duration.ofMillis(Long.parseLong(part[3])))
                : Optional.empty();
    }

    /** Reads one frame and names it; throws EOFException at the end. */
    static String read(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        ByteBuffer payload = ByteBuffer.wrap(bytes);
        return switch (type) {
            case WELCOME -> WELCOME_NAME + payload.getLong(1 + Integer.BYTES);
            case PING -> QUESTION + Long.toUnsignedString(payload.getLong());
            case PONG -> "pong";
            case DATA -> "data-" + bytes.length;
            case GOODBYE -> GOODBYE_NAME + payload.get() + "-" + (payload.get() & 1) + "-" + payload.getInt();
            default -> "type-" + type;
        };
    }

    private static ByteBuffer frame(int type, int length) {
        return ByteBuffer.allocate(HEADER + length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) length);
    }
}
