package io.linekeeper.netty;

import static io.linekeeper.netty.WireReader.ANSWERS;
import static io.linekeeper.netty.WireReader.ASKS;
import static io.linekeeper.netty.WireReader.BEATS;
import static io.linekeeper.netty.WireReader.MAGIC;
import static io.linekeeper.netty.WireReader.MAY_RECONNECT;
import static io.linekeeper.netty.WireReader.SERVER_ANSWERS;

import io.linekeeper.session.Credential;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.Frame.Watch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.Locale;

/**
 * Encodes the {@link Frame}s of the {@code line} protocol, and lets other messages pass. Keeps nothing: one object may
 * serve all lines.
 *
 * <p>A frame that cannot be encoded fails its promise with an {@link IllegalArgumentException} that says what is wrong with
 * it. Fractions of a millisecond are dropped. Of a DATA frame's payload the bytes are copied; it stays as it is.
 */
@Sharable
public final class WireEncoder extends ChannelOutboundHandlerAdapter {
    private static final Duration LONGEST = Duration.ofMillis(Frame.MOST_MILLIS);

    /** An encoder that may serve all lines. */
    public WireEncoder() {}

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message instanceof Frame frame ? encode(frame, context.alloc()) : message, promise);
    }

    /** The bytes of the frame. All that can be wrong with it is found before a buffer is allocated. */
    static ByteBuf encode(Frame frame, ByteBufAllocator allocator) {
        if (frame instanceof Frame.Data data) {
            return data(data, allocator);
        } else if (frame instanceof Frame.Beat beat) {
            long ttl = millis("a BEAT's ttl", beat.ttl());
            return begin(WireType.BEAT, 0, 8, allocator).writeInt((int) ttl).writeInt(beat.sequence());
        } else if (frame instanceof Frame.Ping ping) {
            long ttl = millis("a PING's ttl", ping.ttl());
            return begin(WireType.PING, 0, 12, allocator)
                    .writeLong(ping.token())
                    .writeInt((int) ttl);
        } else if (frame instanceof Frame.Pong pong) {
            return begin(WireType.PONG, 0, 8, allocator).writeLong(pong.token());
        } else if (frame instanceof Frame.Hello hello) {
            return hello(hello, allocator);
        } else if (frame instanceof Frame.Welcome welcome) {
            return welcome(welcome, allocator);
        } else if (frame instanceof Frame.Goodbye goodbye) {
            return goodbye(goodbye, allocator);
        }
        throw new IllegalArgumentException(
                "no bytes are known for a " + frame.getClass().getSimpleName());
    }

    private static ByteBuf begin(WireType type, int flags, int bytes, ByteBufAllocator allocator) {
        int whole = Frame.HEADER_BYTES + bytes;
        return allocator
                .ioBuffer(whole, whole)
                .writeByte(type.number())
                .writeByte(flags)
                .writeShort(bytes);
    }

    private static ByteBuf data(Frame.Data data, ByteBufAllocator allocator) {
        int bytes = data.payload().remaining();
        if (bytes > Frame.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a payload of " + bytes + " bytes is longer than "
                    + Frame.MOST_PAYLOAD_BYTES + "; send it in several DATA frames, each but the last with MORE");
        }
        return begin(WireType.DATA, data.more() ? WireType.MORE : 0, bytes, allocator)
                .writeBytes(data.payload().duplicate());
    }

    private static ByteBuf hello(Frame.Hello hello, ByteBufAllocator allocator) {
        if (hello.lowestVersion() < 1
                || hello.lowestVersion() > hello.highestVersion()
                || hello.highestVersion() > 255) {
            throw new IllegalArgumentException("the versions from " + hello.lowestVersion() + " to "
                    + hello.highestVersion() + " are no range from 1 to 255; choose another");
        }
        Frame.Offer gives = hello.gives();
        String device = hello.device().text();
        Credential credential = hello.credential();
        ByteBuf out = begin(WireType.HELLO, 0, 22 + device.length() + credential.length(), allocator)
                .writeInt(MAGIC)
                .writeByte(hello.lowestVersion())
                .writeByte(hello.highestVersion())
                .writeInt(hello.features())
                .writeByte((gives.beats() ? BEATS : 0) | (gives.answers() ? ANSWERS : 0))
                .writeByte(gives.asks() ? ASKS : 0)
                .writeLong(hello.instance())
                .writeByte(device.length());
        ByteBufUtil.writeAscii(out, device);
        return out.writeByte(credential.length()).writeBytes(credential.bytes());
    }

    private static ByteBuf welcome(Frame.Welcome welcome, ByteBufAllocator allocator) {
        if (welcome.version() < 1 || welcome.version() > 255) {
            throw new IllegalArgumentException(
                    "version " + welcome.version() + " is not from 1 to 255; choose another");
        }
        int largest = welcome.largestPayload();
        if (largest < 1 || largest > Frame.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a largest payload of " + largest + " bytes is not from 1 to "
                    + Frame.MOST_PAYLOAD_BYTES + "; choose another");
        }
        Watch client = welcome.client();
        long interval = millis("a WELCOME's interval", client.interval());
        long bound = millis("a WELCOME's bound", client.bound());
        return begin(WireType.WELCOME, 0, 25, allocator)
                .writeByte(welcome.version())
                .writeInt(welcome.features())
                .writeLong(welcome.epoch())
                .writeByte(number(client.mode()))
                .writeInt((int) interval)
                .writeInt((int) bound)
                .writeByte(welcome.answers() ? SERVER_ANSWERS : 0)
                .writeShort(largest);
    }

    private static int number(Watch.Mode mode) {
        return switch (mode) {
            case KERNEL -> 0;
            case BEATS -> 1;
            case PINGS -> 2;
        };
    }

    private static ByteBuf goodbye(Frame.Goodbye goodbye, ByteBufAllocator allocator) {
        String text = goodbye.text();
        if (text.length() > WireType.MOST_TEXT_BYTES) {
            throw new IllegalArgumentException("a goodbye's text of " + text.length() + " characters is longer than "
                    + WireType.MOST_TEXT_BYTES + "; cut it");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!WireReader.isPrintable(text.charAt(i))) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "a goodbye's text has the character U+%04X at %d; only printable ASCII is allowed",
                        (int) text.charAt(i),
                        i));
            }
        }
        long retryAfter = millis("a GOODBYE's retry-after", goodbye.retryAfter());
        ByteBuf out = begin(WireType.GOODBYE, 0, 6 + text.length(), allocator)
                .writeByte(goodbye.code().number())
                .writeByte(goodbye.mayReconnect() ? MAY_RECONNECT : 0)
                .writeInt((int) retryAfter);
        ByteBufUtil.writeAscii(out, text);
        return out;
    }

    /** In whole milliseconds, as an unsigned field of 32 bits can say it. */
    static long millis(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " of " + duration + " is not from 0 to " + Frame.MOST_MILLIS + " ms; choose another");
        }
        return duration.toMillis();
    }
}
