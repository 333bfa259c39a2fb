package io.linekeeper.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A protocol that a listener can speak. */
public enum Protocol {
    /** The native protocol: devices that prove who they are, a negotiated heartbeat, goodbye with a reason. */
    LINE(7777, true),
    /** int32 big-endian type and 1024 bytes; PING 1, PONG 2, data 11 and 21. */
    FIXED1028(7778, true),
    /** uint16 big-endian length and payload; the frame comes back. No heartbeat: kernel and witness. */
    LENGTH16(7779, false);

    private final int defaultPort;
    private final boolean hasHeartbeat;

    Protocol(int defaultPort, boolean hasHeartbeat) {
        this.defaultPort = defaultPort;
        this.hasHeartbeat = hasHeartbeat;
    }

    /** The protocol of this name. */
    public static Protocol of(String word) {
        for (Protocol protocol : values()) {
            if (protocol.word().equals(word)) {
                return protocol;
            }
        }
        String known = Arrays.stream(values()).map(Protocol::word).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("there is no protocol \"" + word + "\"; choose one of " + known);
    }

    /** Its name on the command line, in events and in logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The port that it listens on if none is given. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether the protocol has questions and answers of its own. */
    public boolean hasHeartbeat() {
        return hasHeartbeat;
    }
}
