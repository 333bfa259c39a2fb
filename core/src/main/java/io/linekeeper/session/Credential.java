package io.linekeeper.session;

import java.util.Arrays;

/** What a device proves itself with: bytes that nothing here ever prints. Immutable. */
public final class Credential {
    /** The most bytes. */
    public static final int MOST_BYTES = 255;

    private static final Credential NONE = new Credential(new byte[0]);

    private final byte[] bytes;

    private Credential(byte[] bytes) {
        this.bytes = bytes;
    }

    /** That of a device which has none. */
    public static Credential none() {
        return NONE;
    }

    /**
     * A copy of these bytes.
     *
     * @throws IllegalArgumentException if there are more than {@value #MOST_BYTES}
     */
    public static Credential of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a credential of " + bytes.length + " bytes is longer than " + MOST_BYTES + "; take a shorter one");
        }
        return bytes.length == 0 ? NONE : new Credential(bytes.clone());
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The same bytes; not in constant time, so not for proving anybody. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Credential credential && Arrays.equals(bytes, credential.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    /** Says how long it is and no more. */
    @Override
    public String toString() {
        return bytes.length == 0 ? "no credential" : "a credential of " + bytes.length + " bytes";
    }
}
