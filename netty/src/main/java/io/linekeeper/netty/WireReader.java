package io.linekeeper.netty;

import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.Frame.Watch;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Reads one payload of the {@code line} protocol, whose type and length the header has already allowed. */
final class WireReader {
    /** "LINE", what every HELLO begins with. */
    static final int MAGIC = 0x4C494E45;

    /** The bits of HELLO's "gives". */
    static final int BEATS = 1;

    static final int ANSWERS = 2;
    /** The bit of HELLO's "wants". */
    static final int ASKS = 1;
    /** The bit of WELCOME's "answers". */
    static final int SERVER_ANSWERS = 1;
    /** The bit of GOODBYE's flags. */
    static final int MAY_RECONNECT = 1;

    private final WireType type;
    private final long offset;
    private final ByteBuf in;

    private WireReader(WireType type, long offset, ByteBuf in) {
        this.type = type;
        this.offset = offset;
        this.in = in;
    }

    /**
     * The frame whose header has been read; it shares no memory with the payload. Afterwards all of the payload is read.
     *
     * @param offset where the frame begins, for what is wrong with it
     * @param bytes of the payload, all of them there
     * @throws MalformedFrameException if the protocol does not allow what is in it
     */
    static Frame read(WireType type, int flags, long offset, ByteBuf in, int bytes) {
        return switch (type) {
            case PING -> new Frame.Ping(in.readLong(), millis(in));
            case PONG -> new Frame.Pong(in.readLong());
            case BEAT -> new Frame.Beat(millis(in), in.readInt());
            case DATA -> new Frame.Data((flags & WireType.MORE) != 0, copy(in, bytes));
            case HELLO -> new WireReader(type, offset, in.readSlice(bytes)).hello();
            case WELCOME -> new WireReader(type, offset, in.readSlice(bytes)).welcome();
            case GOODBYE -> goodbye(in.readSlice(bytes));
            case ACK -> throw new IllegalArgumentException("version 1 has no ACK; refuse it by its header");
        };
    }

    private static ByteBuffer copy(ByteBuf in, int bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes);
        in.readBytes(copy);
        return copy.flip();
    }

    private static Duration millis(ByteBuf in) {
        return Duration.ofMillis(in.readUnsignedInt());
    }

    private Frame hello() {
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw malformed(String.format(Locale.ROOT, "begins with 0x%08x, not with 0x%08x (LINE)", magic, MAGIC));
        }
        int lowest = in.readUnsignedByte();
        int highest = in.readUnsignedByte();
        if (lowest < 1 || highest < lowest) {
            throw malformed(
                    "speaks the versions from " + lowest + " to " + highest + ", which is no range from 1 to 255");
        }
        int features = in.readInt();
        int gives = in.readUnsignedByte();
        int wants = in.readUnsignedByte();
        Frame.Offer offer = new Frame.Offer((gives & BEATS) != 0, (gives & ANSWERS) != 0, (wants & ASKS) != 0);
        long instance = in.readLong();
        return new Frame.Hello(lowest, highest, features, offer, instance, device(), credential());
    }

    private DeviceId device() {
        byte[] id = counted("device id");
        try {
            return new DeviceId(new String(id, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw malformed("names no device: " + e.getMessage());
        }
    }

    private Credential credential() {
        return Credential.of(counted("credential"));
    }

    private byte[] counted(String what) {
        int bytes = in.isReadable() ? in.readUnsignedByte() : 1;
        if (bytes > in.readableBytes()) {
            throw malformed("ends before its " + what + " does");
        }
        byte[] counted = new byte[bytes];
        in.readBytes(counted);
        return counted;
    }

    private Frame welcome() {
        int version = in.readUnsignedByte();
        if (version < 1) {
            throw malformed("has the version 0, which is none");
        }
        int features = in.readInt();
        long epoch = in.readLong();
        int mode = in.readUnsignedByte();
        Watch.Mode watched = switch (mode) {
            case 0 -> Watch.Mode.KERNEL;
            case 1 -> Watch.Mode.BEATS;
            case 2 -> Watch.Mode.PINGS;
            default -> throw malformed("has the mode " + mode + ", none of 0 (kernel), 1 (beats), 2 (pings)");
        };
        Watch watch = new Watch(watched, millis(in), millis(in));
        boolean answers = (in.readUnsignedByte() & SERVER_ANSWERS) != 0;
        int largest = in.readUnsignedShort();
        if (largest < 1) {
            throw malformed("allows payloads of no more than 0 bytes");
        }
        return new Frame.Welcome(version, features, epoch, watch, answers, largest);
    }

    private static Frame goodbye(ByteBuf in) {
        GoodbyeCode code = GoodbyeCode.of(in.readUnsignedByte()).orElse(GoodbyeCode.LEAVING);
        boolean mayReconnect = (in.readUnsignedByte() & MAY_RECONNECT) != 0;
        Duration retryAfter = millis(in);
        StringBuilder text = new StringBuilder(in.readableBytes());
        while (in.isReadable()) {
            char each = (char) in.readUnsignedByte();
            text.append(isPrintable(each) ? each : '?');
        }
        return new Frame.Goodbye(code, mayReconnect, retryAfter, text.toString());
    }

    /** Whether a goodbye's text may contain it. */
    static boolean isPrintable(char each) {
        return each >= ' ' && each <= '~';
    }

    private MalformedFrameException malformed(String why) {
        return new MalformedFrameException(type.name(), type.number(), offset, why);
    }
}
