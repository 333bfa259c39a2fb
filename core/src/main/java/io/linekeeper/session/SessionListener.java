package io.linekeeper.session;

/**
 * Hears what becomes of sessions. Called on the registry's executor, one call at a time; must not block: all logins wait for
 * it. For one device, {@code superseded(old)} or {@code ended(old)} always comes before {@code connected(new)}, and each
 * {@code connected} is followed by exactly one of the two.
 */
public interface SessionListener {
    /** Does nothing with any event. */
    SessionListener NONE = new SessionListener() {};

    /** The device is there. */
    default void connected(Session session) {}

    /**
     * The device has come back on another line: {@code by} takes the place of {@code old}, whose last bytes may still come.
     * The next that is heard of the device is {@code connected(by)}.
     */
    default void superseded(Session old, Session by) {}

    /** The device's line was judged or closed, and no other has taken its place. */
    default void ended(Session session) {}

    /** A line of the device was not let in: two live devices fight for one session, or the directory fails. */
    default void refused(DeviceId device, int line, String why) {}
}
