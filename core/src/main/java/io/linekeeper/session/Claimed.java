package io.linekeeper.session;

import java.util.Optional;

/** What became of a claim. */
public sealed interface Claimed {

    /** The claim holds: this is the device's session now, and the one that was expected is none any more. */
    record Granted(Session session) implements Claimed {}

    /**
     * Nothing has changed, since the device's session was not the one that was expected.
     *
     * @param current the session that there is; empty: none
     */
    record Conflict(Optional<Session> current) implements Claimed {}
}
