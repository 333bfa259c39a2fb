package io.linekeeper.gateway.client;

import io.linekeeper.gateway.Protocol;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Length16Frame;
import io.linekeeper.policy.Durations;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What each line of a client sends: a text once, or again and again.
 *
 * @param text sent as UTF-8; {@code fixed1028} fills its frame up with zeros
 * @param type the frame's type; only {@code fixed1028} has types
 * @param every the time from one sending to the next; empty: once
 */
public record Message(String text, int type, Optional<Duration> every) {

    /** @throws IllegalArgumentException if the type is no data type or the time is not positive */
    public Message {
        if (type != Fixed1028Frame.DATA_11 && type != Fixed1028Frame.DATA_21) {
            throw new IllegalArgumentException("type " + type + " is no data type of fixed1028; choose 11 or 21");
        }
        every.filter(time -> time.isZero() || time.isNegative()).ifPresent(time -> {
            throw new IllegalArgumentException(
                    "every " + Durations.format(time) + " is not positive; set it to 1ms or more");
        });
    }

    /** @throws IllegalArgumentException if the text does not fit into one frame of the protocol */
    void requireFits(Protocol protocol) {
        int longest = switch (protocol) {
            case FIXED1028 -> Fixed1028Frame.BODY_BYTES;
            case LENGTH16 -> Length16Frame.MOST_PAYLOAD_BYTES;
            case LINE -> Integer.MAX_VALUE;
        };
        int bytes = bytes().length;
        if (bytes > longest) {
            throw new IllegalArgumentException("the text to send has " + bytes + " bytes, more than the " + longest
                    + " of one frame of " + protocol.word() + "; shorten it");
        }
    }

    /** A new frame with the text; whoever gets it writes or releases it. */
    Object frame(Protocol protocol, ByteBufAllocator allocator) {
        return switch (protocol) {
            case FIXED1028 -> {
                ByteBuf body = allocator.ioBuffer(Fixed1028Frame.BODY_BYTES);
                body.writeBytes(bytes()).writeZero(Fixed1028Frame.BODY_BYTES - body.writerIndex());
                yield new Fixed1028Frame(type, body);
            }
            case LENGTH16 -> Length16Frame.of(allocator, bytes());
            case LINE -> buffer();
        };
    }

    /** The text alone, in a new buffer. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes());
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
