package io.linekeeper.cli;

import java.util.HexFormat;

/** What {@code --greet} takes: bytes, each as two hex digits. Immutable. */
final class Greeting {
    private static final int MOST_BYTES = 65_535;

    private final byte[] bytes;

    private Greeting(byte[] bytes) {
        this.bytes = bytes;
    }

    /** No bytes. */
    static Greeting none() {
        return new Greeting(new byte[0]);
    }

    /** Reads an even number of hex digits. */
    static Greeting parse(String text) {
        text.chars().filter(digit -> !HexFormat.isHexDigit(digit)).findFirst().ifPresent(other -> {
            throw new IllegalArgumentException("\"" + (char) other + "\" in \"" + shortened(text)
                    + "\" is no hex digit; write two digits of 0-9 and a-f for each byte, as in 48690a");
        });
        if (text.length() % 2 != 0 || text.isEmpty()) {
            throw new IllegalArgumentException("\"" + shortened(text) + "\" has " + text.length()
                    + " hex digits; write two for each byte, and at least one byte, as in 48690a");
        }
        if (text.length() / 2 > MOST_BYTES) {
            throw new IllegalArgumentException("these " + text.length() / 2 + " bytes are more than " + MOST_BYTES
                    + ", the longest greeting; shorten it");
        }
        return new Greeting(HexFormat.of().parseHex(text));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static String shortened(String text) {
        int most = 40;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
