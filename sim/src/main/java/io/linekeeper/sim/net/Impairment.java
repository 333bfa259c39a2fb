package io.linekeeper.sim.net;

/**
 * What the network did to one connection, for oracles, who know more than either end. Nothing is ever told by an event: ask.
 *
 * <p>A connection is impaired from the moment when a segment of it is dropped, or would be (a cut, a paused or crashed host,
 * a NAT that forgot it), until both directions have been open and nothing was dropped for as long as the trouble lasted:
 * retransmission backs off, so an outage echoes as a silence of its own length. To that come two retransmission time-outs
 * and two round trips. Trouble that comes again while an end still retransmits is one with the trouble before; else it
 * counts anew, and the echo of the first one ends when it would have. While an end waits with a window probe, the connection
 * is impaired until that end hears the other one, if what was dropped could have opened the window.
 */
public final class Impairment {
    /** {@link #sinceNanos()} of a connection that is not impaired. */
    public static final long NONE = Long.MIN_VALUE;

    private final Flow flow;
    private final Agenda agenda;
    private final boolean[] missed = new boolean[2];
    private boolean everImpaired;
    private boolean blocked;
    private long since;
    private long troubleSince;
    private long lastEnd;
    private long heardAgain;

    Impairment(Flow flow, Agenda agenda) {
        this.flow = flow;
        this.agenda = agenda;
        heardAgain = agenda.now();
    }

    /** Whether the connection is impaired now. */
    public boolean isImpaired() {
        return everImpaired && (blocked || isWindowInDoubt() || lastEnd - agenda.now() > 0);
    }

    /** Since when it is, in nanoseconds of the agenda, or {@link #NONE}. */
    public long sinceNanos() {
        return isImpaired() ? since : NONE;
    }

    /** Since when it has not been impaired, in nanoseconds of the agenda, or {@link #NONE} while it is. */
    public long soundSinceNanos() {
        if (isImpaired()) {
            return NONE;
        }
        return everImpaired && lastEnd - heardAgain > 0 ? lastEnd : heardAgain;
    }

    /**
     * Whether what one end sends now would reach the other (loss aside): both hosts are up and not paused, that way is not
     * cut, and no NAT has forgotten the connection.
     */
    public boolean canReach(Host from) {
        return flow.canReach(from);
    }

    /** A segment to this end was dropped. */
    void dropped(int to) {
        trouble();
        missed[to] = true;
    }

    /** A segment reached this end. */
    void arrived(int at) {
        if (missed[at]) {
            if (isWindowInDoubt()) {
                heardAgain = agenda.now();
            }
            missed[at] = false;
        }
    }

    /** Something changed that can block the connection. */
    void look() {
        boolean blocks = !flow.isOpenBothWays();
        if (blocks || blocked) {
            trouble();
        }
        blocked = blocks;
    }

    private void trouble() {
        long now = agenda.now();
        if (!isImpaired()) {
            since = now;
            troubleSince = now;
            lastEnd = now;
        } else if (!blocked && !flow.isRetransmitting()) {
            troubleSince = now;
        }
        everImpaired = true;
        long end = now + (now - troubleSince) + flow.repairNanos();
        lastEnd = end - lastEnd > 0 ? end : lastEnd;
    }

    /** One whose window is closed hears of its opening by one segment, or else by the answer to its next probe. */
    private boolean isWindowInDoubt() {
        return isInDoubt(Flow.OPENER) || isInDoubt(Flow.TAKER);
    }

    private boolean isInDoubt(int end) {
        return missed[end] && flow.isProbingWindow(end);
    }
}
