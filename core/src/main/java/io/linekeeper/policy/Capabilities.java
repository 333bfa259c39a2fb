package io.linekeeper.policy;

/**
 * What a transport can do for a policy.
 *
 * @param userTimeout it can set {@code TCP_USER_TIMEOUT}
 * @param witness it can read {@code TCP_INFO}
 */
public record Capabilities(boolean userTimeout, boolean witness) {
    /** All of it, as on Linux with epoll. */
    public static Capabilities full() {
        return new Capabilities(true, true);
    }

    /** Keepalive alone, as with NIO. */
    public static Capabilities none() {
        return new Capabilities(false, false);
    }
}
