package io.linekeeper.session;

import io.linekeeper.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Devices and what proves them, from a text of one device a line: {@code DEVICE SALT HASH}, separated by spaces or tabs.
 * Empty lines count for nothing, and so does what stands behind a {@code #}. Immutable; any thread.
 *
 * <p>The salt is {@value #SALT_BYTES} bytes, the hash {@value #HASH_BYTES}, both in hex: SHA-256 of the salt, one byte with
 * the length of the listener's name in UTF-8, that name, and the credential. No slow hash, since credentials are 32 random
 * bytes that nobody can guess; so a password that a human has chosen must not be one.
 */
public final class CredentialTable implements DeviceAuthenticator {
    /** The bytes of a salt. */
    public static final int SALT_BYTES = 16;

    /** The bytes of a hash. */
    public static final int HASH_BYTES = 32;

    /** The most bytes of a listener's name in UTF-8. */
    public static final int MOST_LISTENER_BYTES = 255;

    private static final HexFormat HEX = HexFormat.of();

    /** What an unknown device is compared with, so that it costs the same; nobody can prove it. */
    private static final Entry NOBODY = new Entry(0, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private final Map<DeviceId, Entry> entries;

    private CredentialTable(Map<DeviceId, Entry> entries) {
        this.entries = entries;
    }

    /** Not printed by anybody: it would be a record otherwise. */
    private static final class Entry {
        final int lineNumber;
        final byte[] salt;
        final byte[] hash;

        Entry(int lineNumber, byte[] salt, byte[] hash) {
            this.lineNumber = lineNumber;
            this.salt = salt;
            this.hash = hash;
        }
    }

    /**
     * Reads the text of a table.
     *
     * @throws PolicyException if a line is none of a table, in one sentence that names its number and repeats neither salt
     *     nor hash
     */
    public static CredentialTable parse(String text) {
        Map<DeviceId, Entry> entries = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.split("#", 2)[0].strip();
            if (!content.isEmpty()) {
                read(content, number, entries);
            }
        }
        return new CredentialTable(entries);
    }

    /**
     * The line of a table that lets a device prove itself at a listener.
     *
     * @throws IllegalArgumentException if the salt has another length, or the listener's name is too long
     */
    public static String entry(DeviceId device, String listener, Credential credential, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException(
                    "a salt of " + salt.length + " bytes is not " + SALT_BYTES + " long; draw as many at random");
        }
        byte[] name = listener.getBytes(StandardCharsets.UTF_8);
        if (name.length > MOST_LISTENER_BYTES) {
            throw new IllegalArgumentException("a listener's name of " + name.length + " bytes is longer than "
                    + MOST_LISTENER_BYTES + "; choose a shorter one");
        }
        return device + " " + HEX.formatHex(salt) + " " + HEX.formatHex(hash(salt, name, credential));
    }

    /** How many devices. */
    public int size() {
        return entries.size();
    }

    /** Whether the device is in the table, with whatever credential. */
    public boolean contains(DeviceId device) {
        return entries.containsKey(device);
    }

    /** Complete at once; an unknown device takes as long as a known one. */
    @Override
    public CompletionStage<Boolean> authenticate(DeviceId device, Credential credential, String listener) {
        byte[] name = listener.getBytes(StandardCharsets.UTF_8);
        if (name.length > MOST_LISTENER_BYTES) {
            return CompletableFuture.completedFuture(false);
        }
        Entry known = entries.get(device);
        Entry entry = known == null ? NOBODY : known;
        boolean same = MessageDigest.isEqual(entry.hash, hash(entry.salt, name, credential));
        return CompletableFuture.completedFuture(same && known != null);
    }

    /** Says how many devices there are and no more. */
    @Override
    public String toString() {
        return "credentials of " + entries.size() + (entries.size() == 1 ? " device" : " devices");
    }

    private static void read(String line, int number, Map<DeviceId, Entry> entries) {
        String[] fields = line.split("\\s+");
        if (fields.length != 3) {
            throw refused(number, "has " + fields.length + (fields.length == 1 ? " field" : " fields"), "");
        }
        DeviceId device;
        try {
            device = new DeviceId(fields[0]);
        } catch (IllegalArgumentException e) {
            throw new PolicyException("line " + number + " of the credentials: " + e.getMessage());
        }
        Entry entry = new Entry(
                number, bytes(fields[1], SALT_BYTES, number, "salt"), bytes(fields[2], HASH_BYTES, number, "hash"));
        Entry before = entries.putIfAbsent(device, entry);
        if (before != null) {
            throw new PolicyException("line " + number + " of the credentials has the device " + device
                    + " again, which line " + before.lineNumber + " has already; remove one of them");
        }
    }

    private static byte[] bytes(String hex, int bytes, int number, String what) {
        if (hex.length() != 2 * bytes) {
            throw refused(number, "has a " + what + " of " + hex.length() + " characters", what);
        }
        try {
            return HEX.parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw refused(number, "has a " + what + " that is not hex", what);
        }
    }

    private static PolicyException refused(int number, String mistake, String what) {
        String remedy = switch (what) {
            case "salt" -> "a salt is " + 2 * SALT_BYTES + " hex digits";
            case "hash" -> "a hash is " + 2 * HASH_BYTES + " hex digits";
            default -> "a line is DEVICE SALT HASH";
        };
        return new PolicyException("line " + number + " of the credentials " + mistake + "; " + remedy
                + ", as `linekeeper credential` makes it");
    }

    private static byte[] hash(byte[] salt, byte[] listener, Credential credential) {
        MessageDigest sha256 = sha256();
        sha256.update(salt);
        sha256.update((byte) listener.length);
        sha256.update(listener);
        return sha256.digest(credential.bytes());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
