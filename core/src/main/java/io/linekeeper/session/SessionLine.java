package io.linekeeper.session;

import java.time.Duration;

/**
 * A line as the {@link SessionRegistry} sees it: told what has become of it, and nothing asked. Called on the registry's
 * executor; must neither block nor throw, also if the line is closed already.
 */
public interface SessionLine {

    /** Its number on this node, for {@link Session#line}. */
    int number();

    /** It is its device's session from now on. */
    void admitted(Session session);

    /**
     * It is not let in for now, and may try again. The last that it is told.
     *
     * @param why for the evidence and the goodbye, without control characters
     * @param retryAfter when it may come again
     */
    void refused(String why, Duration retryAfter);

    /**
     * The device has come back on another line: goodbye, half-close, and read what still comes. Told also to a line that
     * waited, and was never admitted.
     */
    void superseded();

    /** Another line of the device waits until this one, which drains, is closed: read what has come, and close. */
    void makeWay();
}
