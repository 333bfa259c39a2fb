package io.linekeeper.netty;

import io.linekeeper.wire.Frame;
import java.util.HexFormat;
import java.util.Locale;

/** Frames as docs/line-protocol-vectors.txt writes them. */
final class WireText {

    private WireText() {}

    static String of(Frame frame) {
        if (frame instanceof Frame.Hello hello) {
            return format(
                    "HELLO lowest=%d highest=%d features=%08x beats=%d answers=%d asks=%d instance=%016x device=%s"
                            + " credential=%s",
                    hello.lowestVersion(),
                    hello.highestVersion(),
                    hello.features(),
                    bit(hello.gives().beats()),
                    bit(hello.gives().answers()),
                    bit(hello.gives().asks()),
                    hello.instance(),
                    hello.device(),
                    hex(hello.credential().bytes()));
        } else if (frame instanceof Frame.Welcome welcome) {
            return format(
                    "WELCOME version=%d features=%08x epoch=%s mode=%s interval=%d bound=%d answers=%d largest=%d",
                    welcome.version(),
                    welcome.features(),
                    Long.toUnsignedString(welcome.epoch()),
                    welcome.client().mode().name().toLowerCase(Locale.ROOT),
                    welcome.client().interval().toMillis(),
                    welcome.client().bound().toMillis(),
                    bit(welcome.answers()),
                    welcome.largestPayload());
        } else if (frame instanceof Frame.Ping ping) {
            return format("PING token=%016x ttl=%d", ping.token(), ping.ttl().toMillis());
        } else if (frame instanceof Frame.Pong pong) {
            return format("PONG token=%016x", pong.token());
        } else if (frame instanceof Frame.Beat beat) {
            return format("BEAT ttl=%d sequence=%s", beat.ttl().toMillis(), Integer.toUnsignedString(beat.sequence()));
        } else if (frame instanceof Frame.Data data) {
            byte[] payload = new byte[data.payload().remaining()];
            data.payload().duplicate().get(payload);
            return format("DATA more=%d payload=%s", bit(data.more()), hex(payload));
        } else if (frame instanceof Frame.Goodbye goodbye) {
            return format(
                    "GOODBYE code=%d reconnect=%d retry=%d text=%s",
                    goodbye.code().number(),
                    bit(goodbye.mayReconnect()),
                    goodbye.retryAfter().toMillis(),
                    goodbye.text());
        }
        throw new AssertionError(frame);
    }

    private static String hex(byte[] bytes) {
        if (bytes.length <= 8) {
            return HexFormat.of().formatHex(bytes);
        }
        for (byte each : bytes) {
            if (each != bytes[0]) {
                return HexFormat.of().formatHex(bytes);
            }
        }
        return format("%02x*%d", bytes[0], bytes.length);
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
