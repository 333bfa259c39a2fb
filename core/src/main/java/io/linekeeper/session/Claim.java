package io.linekeeper.session;

/**
 * A line's wish to be its device's session, by compare-and-set. A value.
 *
 * @param expected the epoch of the session that it would take the place of; {@link #NO_SESSION} if there is none
 * @param atLeast the epoch that it gets is at least this: greater than every epoch that the claiming node has seen, so that
 *     epochs grow even if a directory starts again empty and with its clock set back
 */
public record Claim(DeviceId device, long expected, long atLeast, String node, int line) {
    /** What a claim expects where it takes nobody's place. */
    public static final long NO_SESSION = 0;
}
