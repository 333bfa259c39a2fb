package io.linekeeper.gateway.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A peer's bytes as a terminal may show them. */
final class Escaped {
    private static final int MOST_BYTES = 200;

    private Escaped() {}

    /**
     * The bytes as quoted text, cut short, with {@code \xNN} for each that is no printable ASCII: nothing that a peer sends
     * can move a cursor, forge a line or hide in look-alike letters.
     */
    static String text(ByteBuf bytes) {
        int length = Math.min(bytes.readableBytes(), MOST_BYTES);
        StringBuilder text = new StringBuilder(length + 2).append('"');
        for (byte each : bytes.toString(bytes.readerIndex(), length, StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1)) {
            append(text, each & 0xff);
        }
        text.append('"');
        return bytes.readableBytes() > length
                ? text.append(" and ")
                        .append(bytes.readableBytes() - length)
                        .append(" bytes more")
                        .toString()
                : text.toString();
    }

    private static void append(StringBuilder text, int each) {
        if (each == '"' || each == '\\') {
            text.append('\\').append((char) each);
        } else if (each >= ' ' && each < 0x7f) {
            text.append((char) each);
        } else if (each == '\n') {
            text.append("\\n");
        } else {
            text.append(String.format(Locale.ROOT, "\\x%02x", each));
        }
    }
}
