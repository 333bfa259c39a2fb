package io.linekeeper.session;

/**
 * A line's place among the lines of its device.
 *
 * <pre>
 *   WAITING    -> CLAIMING    its turn has come
 *   WAITING    -> GONE        a later one goes before it, or it is refused, judged or closed
 *   CLAIMING   -> LIVE        granted
 *   CLAIMING   -> GONE        refused, judged or closed
 *   LIVE       -> DRAINING    superseded or judged
 *   LIVE       -> GONE        closed
 *   DRAINING   -> MAKING_WAY  another line needs its room
 *   DRAINING   -> GONE        closed
 *   MAKING_WAY -> GONE        closed
 * </pre>
 *
 * A line that is gone is forgotten. Any other edge is a bug and throws.
 */
enum Place {
    /** Has proven its device, and its claim is not sent yet. */
    WAITING,
    /** Its claim is at the directory. */
    CLAIMING,
    /** It is the device's session. */
    LIVE,
    /** Was the device's session, and is not closed yet. */
    DRAINING,
    /** As DRAINING, and told to make way. */
    MAKING_WAY,
    /** No line of the device any more. */
    GONE;

    boolean mayMoveTo(Place next) {
        return switch (this) {
            case WAITING -> next == CLAIMING || next == GONE;
            case CLAIMING -> next == LIVE || next == GONE;
            case LIVE -> next == DRAINING || next == GONE;
            case DRAINING -> next == MAKING_WAY || next == GONE;
            case MAKING_WAY -> next == GONE;
            case GONE -> false;
        };
    }
}
