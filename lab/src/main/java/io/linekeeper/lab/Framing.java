package io.linekeeper.lab;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

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

    static Framing named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
