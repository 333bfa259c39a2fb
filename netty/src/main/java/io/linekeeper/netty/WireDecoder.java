package io.linekeeper.netty;

import io.linekeeper.wire.Frame;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the {@code line} protocol, as {@link Frame}s: docs/PROTOCOL.md is its specification.
 *
 * <p>Whatever the protocol does not allow is a {@link MalformedFrameException} through {@code exceptionCaught}: type,
 * flags, order and length as soon as the four bytes of the header are there, the rest when the frame is whole; frames
 * before it are passed on first. Optional frames of a type that is not known here are skipped as they come, unkept. After
 * a GOODBYE nothing is malformed any more: the data that may still come are passed on, all else is skipped.
 */
public final class WireDecoder extends FrameDecoder {

    /**
     * What may come next.
     *
     * <pre>
     * server: HELLO_DUE -> WELCOME_DUE -> TO_SERVER -> DATA_ONLY
     * client: WELCOME_DUE_HERE -> TO_CLIENT -> DATA_ONLY
     * either, by a GOODBYE before WELCOME: -> NOTHING
     * </pre>
     */
    private enum Phase {
        HELLO_DUE("came where HELLO is due", WireType.HELLO, WireType.GOODBYE),
        WELCOME_DUE("came before WELCOME was sent", WireType.GOODBYE),
        TO_SERVER(
                "came after WELCOME, where a client sends none",
                WireType.PING,
                WireType.PONG,
                WireType.BEAT,
                WireType.DATA,
                WireType.GOODBYE),
        WELCOME_DUE_HERE("came where WELCOME is due", WireType.WELCOME, WireType.GOODBYE),
        TO_CLIENT(
                "came after WELCOME, where a server sends none",
                WireType.PING,
                WireType.PONG,
                WireType.DATA,
                WireType.GOODBYE),
        DATA_ONLY("", WireType.DATA),
        NOTHING("");

        final String complaint;
        private final int allowed;

        Phase(String complaint, WireType... allowed) {
            this.complaint = complaint;
            int bits = 0;
            for (WireType type : allowed) {
                bits |= 1 << type.number();
            }
            this.allowed = bits;
        }

        boolean allows(WireType type) {
            return (allowed & 1 << type.number()) != 0;
        }

        boolean isOpen() {
            return this == TO_SERVER || this == TO_CLIENT || this == DATA_ONLY;
        }

        boolean isAfterGoodbye() {
            return this == DATA_ONLY || this == NOTHING;
        }
    }

    private final int largestPayload;
    private Phase phase;
    private int toSkip;
    private int skipped;

    private WireDecoder(Phase phase, int largestPayload) {
        if (largestPayload < 1 || largestPayload > Frame.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a largest payload of " + largestPayload + " bytes is not from 1 to "
                    + Frame.MOST_PAYLOAD_BYTES + "; choose another");
        }
        this.phase = phase;
        this.largestPayload = largestPayload;
    }

    /**
     * For a server's line, at its first byte.
     *
     * @param largestPayload the most bytes of a DATA frame's payload that it takes: what its WELCOME says
     * @throws IllegalArgumentException if it is not from 1 to {@value Frame#MOST_PAYLOAD_BYTES}
     */
    public static WireDecoder ofServer(int largestPayload) {
        return new WireDecoder(Phase.HELLO_DUE, largestPayload);
    }

    /**
     * For a client's line, at its first byte. It opens itself when WELCOME comes.
     *
     * @param largestPayload the most bytes of a DATA frame's payload that it takes
     * @throws IllegalArgumentException if it is not from 1 to {@value Frame#MOST_PAYLOAD_BYTES}
     */
    public static WireDecoder ofClient(int largestPayload) {
        return new WireDecoder(Phase.WELCOME_DUE_HERE, largestPayload);
    }

    /**
     * WELCOME is sent: from now on what a client sends on an open line may come. No effect if the client has said goodbye
     * already. On the event loop.
     *
     * @throws IllegalStateException if HELLO has not come, or WELCOME has been sent before
     */
    public void open() {
        if (phase == Phase.NOTHING) {
            return;
        }
        if (phase != Phase.WELCOME_DUE) {
            throw new IllegalStateException(
                    "a line in the phase " + phase + " cannot be opened; send WELCOME once, after HELLO");
        }
        phase = Phase.TO_SERVER;
    }

    @Override
    int skippedBytes() {
        return skipped;
    }

    @Override
    @Nullable
    Object next(ByteBuf in) {
        if (toSkip > 0) {
            skip(in);
            return null;
        }
        if (in.readableBytes() < Frame.HEADER_BYTES) {
            return null;
        }
        int header = in.readerIndex();
        int flags = in.getUnsignedByte(header + 1);
        int bytes = in.getUnsignedShort(header + 2);
        WireType type = taken(in.getUnsignedByte(header), flags, bytes);
        if (type == null) {
            toSkip = Frame.HEADER_BYTES + bytes;
            skip(in);
            return null;
        }
        if (in.readableBytes() < Frame.HEADER_BYTES + bytes) {
            return null;
        }
        in.skipBytes(Frame.HEADER_BYTES);
        Frame frame = WireReader.read(type, flags, offset(), in, bytes);
        moveOn(type);
        return frame;
    }

    private void skip(ByteBuf in) {
        int now = Math.min(toSkip, in.readableBytes());
        in.skipBytes(now);
        toSkip -= now;
        skipped = toSkip > 0 ? skipped + now : 0;
    }

    /** The type of a frame with this header; null if the frame is to be skipped. */
    private @Nullable WireType taken(int number, int flags, int bytes) {
        WireType type = WireType.of(number);
        if (phase.isAfterGoodbye()) {
            return type != null && complaint(type, flags, bytes).isEmpty() ? type : null;
        }
        if (type == null) {
            if ((flags & WireType.OPTIONAL) == 0) {
                throw new MalformedFrameException("type " + number, number, offset(), "is not known and not optional");
            }
            int most = phase.isOpen() ? largestPayload : WireType.MOST_BYTES_UNKNOWN;
            if (bytes > most) {
                throw new MalformedFrameException("type " + number, number, offset(), WireType.tooLong(bytes, most));
            }
            return null;
        }
        Optional<String> complaint = complaint(type, flags, bytes);
        if (complaint.isPresent()) {
            throw new MalformedFrameException(type.name(), number, offset(), complaint.get());
        }
        return type;
    }

    /** What is wrong with such a header here and now: the rest of a sentence; empty if nothing is. */
    private Optional<String> complaint(WireType type, int flags, int bytes) {
        if (type == WireType.ACK) {
            return Optional.of("is reserved, and not allowed in version " + Frame.VERSION);
        }
        if (!type.allows(flags)) {
            return Optional.of(String.format(Locale.ROOT, "has the flags 0x%02x, of which not all are its own", flags));
        }
        if (!phase.allows(type)) {
            return Optional.of(phase.complaint);
        }
        return type.complaintAbout(bytes, type == WireType.DATA ? largestPayload : Frame.MOST_PAYLOAD_BYTES);
    }

    /** After a frame of this type has come, which was allowed. */
    private void moveOn(WireType type) {
        switch (type) {
            case HELLO -> phase = Phase.WELCOME_DUE;
            case WELCOME -> phase = Phase.TO_CLIENT;
            case GOODBYE -> phase = phase.isOpen() ? Phase.DATA_ONLY : Phase.NOTHING;
            case PING, PONG, BEAT, DATA, ACK -> {}
        }
    }
}
