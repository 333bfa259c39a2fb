package io.linekeeper.lab;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The protocols that a {@link Peer} speaks: how a message of each looks as bytes, and what a received one is called. */
enum Framing {
    /** A big-endian int32 type and 1024 bytes. */
    FIXED1028 {
        private static final int BODY = 1024;
        private static final int PING_TYPE = 1;
        private static final int PONG_TYPE = 2;

        @Override
        String read(DataInputStream in) throws IOException {
            int type = in.readInt();
            in.readFully(new byte[BODY]);
            return switch (type) {
                case PING_TYPE -> PING;
                case PONG_TYPE -> PONG;
                default -> "type-" + type;
            };
        }

        @Override
        byte[] data(int type) {
            return ByteBuffer.allocate(Integer.BYTES + BODY).putInt(type).array();
        }

        @Override
        byte[] ping() {
            return data(PING_TYPE);
        }

        @Override
        byte[] pong() {
            return data(PONG_TYPE);
        }
    },
    /** A big-endian uint16 length and that many bytes. A ping is the empty frame, which comes back. */
    LENGTH16 {
        @Override
        String read(DataInputStream in) throws IOException {
            int length = in.readUnsignedShort();
            in.readFully(new byte[length]);
            return "length-" + length;
        }

        @Override
        byte[] data(int length) {
            return ByteBuffer.allocate(Short.BYTES + length)
                    .putShort((short) length)
                    .array();
        }
    },
    /** The native protocol, as docs/PROTOCOL.md has it: a client's side. */
    LINE {
        @Override
        String read(DataInputStream in) throws IOException {
            return LineFrames.read(in);
        }

        @Override
        byte[] data(int length) {
            return LineFrames.data(length);
        }

        @Override
        byte[] ping() {
            return LineFrames.ping();
        }

        @Override
        byte[] beat() {
            return LineFrames.beat();
        }

        @Override
        byte[] hello(String device, long instance) {
            return LineFrames.hello(device, instance);
        }

        @Override
        boolean isWelcome(String message) {
            return LineFrames.isWelcome(message);
        }

        @Override
        Optional<byte[]> answer(String question) {
            return LineFrames.answer(question);
        }

        @Override
        Optional<Duration> backAfter(String message) {
            return LineFrames.backAfter(message);
        }
    },
    /** Just bytes. A ping is one of them. */
    RAW {
        private static final int CHUNK = 65536;

        @Override
        String read(DataInputStream in) throws IOException {
            int count = in.read(new byte[CHUNK]);
            if (count < 0) {
                throw new EOFException();
            }
            return "bytes-" + count;
        }

        @Override
        byte[] data(int length) {
            return new byte[length];
        }

        @Override
        byte[] ping() {
            return data(1);
        }
    };

    static final String PING = "ping";
    static final String PONG = "pong";

    /** Reads one message and names it; throws EOFException at the end. */
    abstract String read(DataInputStream in) throws IOException;

    /** A message with data: of this type where there are types, of this length otherwise. */
    abstract byte[] data(int typeOrLength);

    byte[] ping() {
        return data(0);
    }

    byte[] pong() {
        return data(0);
    }

    /** What shows that the peer is there: where there is nothing else, a ping. */
    byte[] beat() {
        return ping();
    }

    /** What a line begins with; empty where there is no such thing, and otherwise nothing more may be sent before the welcome. */
    byte[] hello(String device, long instance) {
        return new byte[0];
    }

    /** Whether a message of this name answers the hello. */
    boolean isWelcome(String message) {
        return false;
    }

    /** The answer to a message of this name, if it is a question. */
    Optional<byte[]> answer(String message) {
        return message.equals(PING) ? Optional.of(pong()) : Optional.empty();
    }

    /** When the device may connect again, if a message of this name is a goodbye that says so. */
    Optional<Duration> backAfter(String message) {
        return Optional.empty();
    }

    static Framing named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
