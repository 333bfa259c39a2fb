package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection, seen as something that can be dead: a state machine whose methods are events and whose looks return
 * what to do. It never does I/O and never reads a clock: whoever extends it carries out what it decides, and decides
 * nothing. (Extended rather than held, so that a line costs one object.)
 *
 * <p>Belongs to the thread of its {@link RollCall}, from {@link RollCall#add} on; no method may be called from another, and
 * none before.
 */
public abstract class Line extends Watched {
    /** A line that is on no roll yet. */
    protected Line() {}

    /** Takes a sample of the line now; {@link Witness#ofBuffers} where the kernel cannot be asked. */
    protected abstract Witness testify();

    /**
     * Does what the step says; never called with {@link Step#QUIET} or {@link Step#SAMPLE}. May call back into this line and
     * its roll call, also to take this line or others off it.
     */
    protected abstract void carryOut(Step step);

    /**
     * Whether deaths are only observed: a look that finds one says {@link Step#OBSERVED} in place of {@link Step#VERDICT},
     * and the line goes on. What else ends a line ends it all the same.
     */
    @Override
    protected boolean observesOnly() {
        return false;
    }

    /** Whether the peer's host answers to ICMP: an annotation of the evidence, which decides nothing. */
    @Override
    protected Reachability reachability() {
        return Reachability.UNKNOWN;
    }

    /** Whether records of silences are wanted: they cost lines nothing as long as nobody is suspect. */
    @Override
    protected boolean isRecorded() {
        return false;
    }

    /**
     * A silence of this line is over, and this is its record; only where {@link #isRecorded} wants it. Told in the middle of
     * a look or of a judgement: it must not call back into this line or its roll call.
     */
    @Override
    protected void recorded(Flight flight) {}

    /** A byte came from the peer, whatever it belongs to. The hot path: one store. */
    protected final void hear() {
        Terms its = terms;
        if (its != null) {
            heard = its.time.millis();
        }
    }

    /**
     * A read is outstanding again after none was. Since the last byte was heard nobody listened to the peer, unless all that
     * was between two calls.
     *
     * @return whether the line is due now, since a look had found that nobody listens
     */
    protected final boolean listenAgain() {
        int now = terms().time.millis();
        if (heard != now) {
            listening = now;
        }
        if (inquiry == null || inquiry.pause == null) {
            return false;
        }
        inquiry.pause = null;
        terms().roll.dueAt(this, now);
        return true;
    }

    /** The peer answered a question, which is a byte heard, too. */
    protected void answered() {
        hear();
        comeToQuestion();
        if (standing() == Standing.MUTE) {
            terms().roll.dueAt(this, terms().time.millis());
        }
        stand(Standing.PROVEN);
    }

    /** The peer may still be reading, for so long, what was queued for it: to judge again what was recorded. */
    protected final void mayRead(int millis) {
        readThrough(testify(), millis);
    }

    /** The question that {@link Step#ASK} wanted has been handed to the kernel; the sample was taken just after. */
    protected final void asked(Witness sample) {
        if (inquiry != null) {
            inquiry.sent(sample);
        }
    }

    /** Bytes of ours wait for the peer: from now on it is watched whether they move. */
    protected final void watchBacklog() {
        Inquiry silence = inquiry;
        if (verdict() == null && (silence == null || silence.backlog == null)) {
            int now = terms().time.millis();
            Backlog backlog = new Backlog(terms().stallLimit, now);
            if (silence == null) {
                follow(backlog, null, null, terms().roll.dueOf(this));
            } else {
                silence.backlog = backlog;
            }
            terms().roll.dueAt(this, now);
        }
    }

    /**
     * Something must be done within so many milliseconds from now, whatever bytes come, or the line is {@link Fate#OVERDUE}.
     * Takes the place of what was expected before. The next call is due at once.
     */
    protected final void expectBy(int millis) {
        if (isOnRoll() && verdict() == null) {
            int now = terms().time.millis();
            Inquiry silence = inquiry;
            if (silence == null) {
                follow(null, new Deadline(millis, now), null, terms().roll.dueOf(this));
            } else {
                silence.deadline = new Deadline(millis, now);
            }
            terms().roll.dueAt(this, now);
        }
    }

    /** What was expected has been done. */
    protected void expectationMet() {
        if (inquiry != null) {
            inquiry.deadline = null;
        }
    }

    /** The policy by which it is, or was last, judged; null before it was on a roll. */
    protected final @Nullable LivenessPolicy judgedBy() {
        return terms == null ? null : terms.policy;
    }

    /** Whether a time to live of this beat is the one that counts already, or none counts. On the way of each beat. */
    protected final boolean livesAsBefore(Duration timeToLive) {
        return terms().lifetimes.cover(timeToLive);
    }

    /** Whether it is on a roll: watched, or judged and not closed yet. */
    protected final boolean isOnRoll() {
        return isListed();
    }

    /** Whether a question is unanswered, the kernel probes in vain, or a death was observed. */
    protected final boolean isSuspect() {
        return inquiry != null && inquiry.state.isSuspicious();
    }

    /** The verdict, or null as long as there is none. */
    public final @Nullable Verdict verdict() {
        return inquiry == null ? null : inquiry.verdict;
    }

    /** The death that {@link Step#OBSERVED} tells of; null if there was none in this silence. */
    protected final @Nullable Verdict observed() {
        return inquiry == null ? null : inquiry.observed;
    }

    /** For how long no read has been outstanding when {@link Step#PAUSED} tells it, in nanoseconds on the clock. */
    protected final long pausedNanos() {
        return inquiry == null || inquiry.pause == null ? 0 : terms().time.realNanosSince(inquiry.pause.since());
    }

    /** The latest sample that was kept for evidence, or null. */
    protected final @Nullable Witness lastSample() {
        return inquiry == null ? null : inquiry.witness;
    }

    /**
     * The line ended, or is to be ended, for a reason that is not a look's: FIN, a socket error, a rule, the application.
     *
     * @param detail what was seen, for the evidence, or null
     * @param sample the latest testimony, or null to use what an earlier look kept
     * @param nowNanos the clock now
     * @return the verdict, or null if the line has been judged before
     */
    protected final @Nullable Verdict judge(
            Fate fate, @Nullable String detail, @Nullable Witness sample, long nowNanos) {
        Inquiry silence = inquiry == null ? open(terms().time.latest(heard)) : inquiry;
        if (silence.state == LineState.JUDGED) {
            return null;
        }
        if (silence.heard != heard) {
            tellOver(silence);
            silence.base = terms().time.latest(heard);
            silence.questions = 0;
            silence.witness = sample;
        } else if (sample != null) {
            silence.witness = sample;
        }
        long bound = fate == Fate.OVERDUE ? Terms.NO_BOUND : terms().kernelBound(silence.witness);
        return pronounce(fate, bound, detail, nowNanos);
    }

    /**
     * Bytes of a judged line are still to be read or sent, at most for this long; then {@link Step#CUT}. The time runs from
     * the next look on, which is due at once: only a call knows what time it is.
     */
    protected final void drain(int millis) {
        if (inquiry != null && index >= 0) {
            inquiry.draining = true;
            inquiry.drain = millis;
            terms().roll.dueAt(this, terms().time.millis());
        }
    }

    /** The drain of a judged line ends: it is {@link Step#CUT} in the next call. Nothing happens to any other line. */
    protected void makeWay() {
        if (inquiry != null && inquiry.draining) {
            drain(0);
        }
    }
}
