package io.linekeeper.session;

import java.util.Locale;

/**
 * Who a device is: the name that it proves and that its session is known by. A value.
 *
 * @param text 1 to {@value #MOST_CHARS} of {@code A-Z a-z 0-9 . _ : -}, so that it can stand in any log, file name or key
 */
public record DeviceId(String text) implements Comparable<DeviceId> {
    /** The most characters, each of them one byte. */
    public static final int MOST_CHARS = 128;

    /** @throws IllegalArgumentException with one sentence, in which nothing of the text stands unescaped */
    public DeviceId {
        if (text.isEmpty() || text.length() > MOST_CHARS) {
            throw new IllegalArgumentException("a device id of " + text.length() + " characters is not from 1 to "
                    + MOST_CHARS + " long; choose another");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the device id has the character U+%04X at %d; only A-Z a-z 0-9 . _ : - are allowed",
                        (int) text.charAt(i),
                        i));
            }
        }
    }

    /** Whether a device id may contain it. */
    public static boolean isAllowed(int each) {
        return (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || (each >= '0' && each <= '9')
                || each == '.'
                || each == '_'
                || each == ':'
                || each == '-';
    }

    @Override
    public int compareTo(DeviceId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
