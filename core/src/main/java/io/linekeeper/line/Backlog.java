package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of ours that wait for a peer, and whether they move. The stall rule: a peer whose kernel is there, but which has
 * acknowledged no byte of a backlog for the stall limit, does not read. One that reads slowly is never stalled.
 */
final class Backlog {
    private static final long NOTHING_SEEN = -1;

    private final int stallLimit;
    /** When it was first sampled. */
    private int since;

    private long acknowledged = NOTHING_SEEN;
    private int movedAt;
    private int lookAt;
    private boolean observed;

    /** The record of its stall, if it is to be kept. */
    @Nullable
    Recording recording;

    /** A backlog may be there: it is to be looked at now. */
    Backlog(int stallLimit, int now) {
        this.stallLimit = stallLimit;
        movedAt = now;
        lookAt = now;
    }

    /**
     * Takes a sample; a byte acknowledged since the one before is progress.
     *
     * @return whether an observed stall is over with it
     */
    boolean follow(Witness witness, int now) {
        boolean over = false;
        if (acknowledged == NOTHING_SEEN) {
            since = now;
        }
        if (witness.acknowledged() != acknowledged) {
            acknowledged = witness.acknowledged();
            movedAt = now;
            recording = null;
            over = observed;
            observed = false;
        }
        int stalledAt = movedAt + stallLimit;
        int soon = now + Math.max(1, stallLimit / LivenessPolicy.LOOKS_A_STALL_LIMIT);
        lookAt = stalledAt - now > 0 && stalledAt - soon < 0 ? stalledAt : soon;
        return over;
    }

    /** Whether nothing has moved for the stall limit although the peer's kernel answers. */
    boolean isStalled(Witness witness, int now) {
        return !observed && now - (movedAt + stallLimit) >= 0 && !(witness.kernel() && witness.asksInVain());
    }

    /** By when the kernel would have ended the line: nothing has been acknowledged for the user time-out, as long as bytes waited. */
    int cutOffAt(int lastAckAt, int userTimeout) {
        return HearingTime.later(since, lastAckAt) + userTimeout;
    }

    /** A look is needed at this moment, too. */
    void lookAlsoAt(int moment, int now) {
        if (moment - now > 0) {
            lookAt = HearingTime.earlier(lookAt, moment);
        }
    }

    /** It is stalled, and only observed: it is not told again until it has moved. */
    void observe() {
        observed = true;
    }

    boolean isObserved() {
        return observed;
    }

    /** The same, watched from now on by another limit. */
    Backlog under(int otherLimit, int now) {
        Backlog other = new Backlog(otherLimit, now);
        other.since = since;
        other.acknowledged = acknowledged;
        other.observed = observed;
        return other;
    }

    /** Since when nothing has moved. */
    int movedAt() {
        return movedAt;
    }

    /** When the next sample is needed. */
    int lookAt() {
        return lookAt;
    }
}
