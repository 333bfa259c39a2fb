package io.linekeeper.client;

import io.linekeeper.line.Fate;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;

/** Why a client has no line, or is giving up the one that it has. A value. */
public sealed interface Reason {

    /**
     * It could not connect.
     *
     * @param why in plain words
     */
    record NotConnected(String why) implements Reason {}

    /**
     * The server said goodbye.
     *
     * @param mayReconnect whether it may come back
     * @param retryAfter and not before this time has passed
     * @param text the server's own words, printable ASCII; may be empty
     */
    record Goodbye(GoodbyeCode code, boolean mayReconnect, Duration retryAfter, String text) implements Reason {}

    /** The line got its verdict here. */
    record Judged(Fate fate) implements Reason {}

    /** It was told to stop. */
    record Stopped() implements Reason {}
}
