package io.linekeeper.sim.net;

/**
 * What the network did to one connection, for oracles, who know more than either end. Nothing is ever told by an event: ask.
 *
 * <p>A connection is impaired from the moment when a segment of it is dropped, or would be (a cut, a paused or crashed host,
 * a NAT that forgot it), until for as long as that lasted both directions have been open and nothing was dropped, and for
 * one retransmission time-out more: retransmission backs off, so an outage echoes as a silence of its own length. While an
 * end waits with a window probe, it is impaired until the next probe if what was dropped could have opened the window.
 */
public final class Impairment {
    /** {@link #sinceNanos()} of a connection that is not impaired. */
    public static final long NONE = Long.MIN_VALUE;

    Impairment() {
        throw new UnsupportedOperationException();
    }

    /** Whether the connection is impaired now. */
    public boolean isImpaired() {
        throw new UnsupportedOperationException();
    }

    /** Since when it is, in nanoseconds of the agenda, or {@link #NONE}. */
    public long sinceNanos() {
        throw new UnsupportedOperationException();
    }

    /** Since when it has not been impaired, in nanoseconds of the agenda, or {@link #NONE} while it is. */
    public long soundSinceNanos() {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether what one end sends now would reach the other (loss aside): both hosts are up and not paused, that way is not
     * cut, and no NAT has forgotten the connection.
     */
    public boolean canReach(Host from) {
        throw new UnsupportedOperationException();
    }
}
