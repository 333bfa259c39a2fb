package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.policy.Durations;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;

/** A line about which its session may agree on more than the policy that it began under. */
abstract class AgreeingLine extends PassingLine {

    /** The roll of its loop. */
    abstract LoopRoll roll();

    /**
     * Judges the line by another policy from now on, say one that was agreed on in a handshake; what was asked under the old
     * one is forgotten. The kernel's own options stay as they are. Nothing happens if the line is not watched yet, or has
     * been judged.
     */
    public void judgeBy(LivenessPolicy policy) {
        if (isOnRoll()) {
            roll().change(this, policy);
        }
    }

    /**
     * A beat was heard that declares how long it lasts: under a one-way heartbeat, the line's time-out from this beat on. It
     * is at least one tick and at most the time-out of the policy that was agreed on, and rounded up to whole ticks (in
     * policies of more than 200 ticks by up to an eighth). Elsewhere it changes nothing. To be called for each beat: costs
     * next to nothing while they declare the same.
     */
    public void livesFor(Duration timeToLive) {
        if (isOnRoll() && !livesAsBefore(timeToLive)) {
            roll().livesFor(this, timeToLive);
        }
    }

    /**
     * Sets a deadline: unless {@link #expectationMet} is called within this time, the line is {@link Fate#OVERDUE}, whatever
     * bytes come. Our own pauses are not charged. A line has one deadline: the latest. Nothing happens if the line is not
     * watched yet, or has been judged.
     *
     * @param limit up to {@link LivenessPolicy#LONGEST_BOUND}
     */
    public void expectWithin(Duration limit) {
        if (limit.isNegative() || limit.compareTo(LivenessPolicy.LONGEST_BOUND) > 0) {
            throw new IllegalArgumentException("deadline " + limit + " is not between 0 s and "
                    + Durations.format(LivenessPolicy.LONGEST_BOUND) + "; choose a time in that range");
        }
        if (isOnRoll()) {
            expectBy((int) limit.plusNanos(999_999).toMillis());
            roll().hasten(this);
        }
    }

    /** What {@link #expectWithin} waited for has been done: there is no deadline any more. */
    @Override
    public void expectationMet() {
        super.expectationMet();
    }

    /**
     * Ends the drain of a line that drains: what has already arrived in our kernel is still read, then it is cut. Nothing
     * happens to any other line.
     */
    @Override
    public void makeWay() {
        if (isOnRoll()) {
            super.makeWay();
            roll().hasten(this);
        }
    }
}
