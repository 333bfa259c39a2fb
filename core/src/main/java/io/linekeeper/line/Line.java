package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection, seen as something that can be dead: a state machine whose methods are events and whose looks return
 * what to do. It never does I/O and never reads a clock: whoever extends it carries out what it decides, and decides
 * nothing. (Extended rather than held, so that a line costs one object.)
 *
 * <p>Belongs to the thread of its {@link RollCall}, from {@link RollCall#add} on; no method may be called from another, and
 * none before.
 */
public abstract class Line {
    private static final long NANOS_PER_MILLI = 1_000_000;

    static final int OFF_THE_ROLL = -1;

    int index = OFF_THE_ROLL;

    @Nullable
    Inquiry inquiry;

    /** The stamp of the last byte. */
    int heard;

    private @Nullable Terms terms;
    private int listening;
    /** A {@link Standing}, in one byte: there are many lines. */
    private byte standing;

    /** A line that is on no roll yet. */
    protected Line() {}

    /** Takes a sample of the line now; {@link Witness#ofBuffers} where the kernel cannot be asked. */
    protected abstract Witness testify();

    /**
     * Does what the step says; never called with {@link Step#QUIET} or {@link Step#SAMPLE}. May call back into this line and
     * its roll call, also to take this line or others off it.
     */
    protected abstract void carryOut(Step step);

    /** Whether it is on a roll: watched, or judged and not closed yet. */
    protected final boolean isOnRoll() {
        return index != OFF_THE_ROLL;
    }

    /** It is on a roll from now on, heard now. */
    void begin(Terms its) {
        terms = its;
        inquiry = null;
        heard = its.time.millis();
        listening = heard;
        stand(its.firstStanding);
    }

    /**
     * It is judged by other terms from now on, first at {@code firstLook}; what was asked under the old ones is forgotten. A
     * deadline stays, and so does a backlog, which has not moved for as long as before.
     */
    void changeTo(Terms its, int firstLook) {
        boolean sameLimit = terms().stallLimit == its.stallLimit;
        terms = its;
        stand(its.firstStanding);
        Inquiry before = inquiry;
        if (before != null) {
            if (before.state != LineState.QUIET) {
                moveTo(LineState.QUIET);
            }
            inquiry = null;
            Backlog backlog = before.backlog;
            if (backlog != null && !sameLimit) {
                backlog = new Backlog(its.stallLimit, its.time.millis());
            }
            follow(backlog, before.deadline, firstLook);
        }
        rest(firstLook);
    }

    final Terms terms() {
        return Objects.requireNonNull(terms, "the line is on no roll");
    }

    final Standing standing() {
        return Standing.at(standing);
    }

    @SuppressWarnings("EnumOrdinal") // never leaves this object
    final void stand(Standing next) {
        standing = (byte) next.ordinal();
    }

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
     */
    protected final void listenAgain() {
        int now = terms().time.millis();
        if (heard != now) {
            listening = now;
        }
    }

    /** The peer answered a question, which is a byte heard, too. */
    protected void answered() {
        hear();
        if (standing() == Standing.MUTE) {
            terms().roll.dueAt(this, terms().time.millis());
        }
        stand(Standing.PROVEN);
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
                follow(backlog, null, terms().roll.dueOf(this));
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
                follow(null, new Deadline(millis, now), terms().roll.dueOf(this));
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

    /** Whether a question is unanswered or the kernel probes in vain. */
    protected final boolean isSuspect() {
        return inquiry != null && inquiry.state == LineState.SUSPECT;
    }

    /** The verdict, or null as long as there is none. */
    public final @Nullable Verdict verdict() {
        return inquiry == null ? null : inquiry.verdict;
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
            silence.base = terms().time.latest(heard);
            silence.questions = 0;
            silence.witness = sample;
        } else if (sample != null) {
            silence.witness = sample;
        }
        return pronounce(fate, terms().kernelBound(silence.witness), detail, nowNanos);
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

    /** The drain of a judged line ends, once the loop has read what has arrived already; then {@link Step#CUT}. */
    protected void makeWay() {
        if (isOnRoll() && inquiry != null && inquiry.draining) {
            inquiry.makesWay = true;
            terms().roll.dueAt(this, terms().time.millis());
        }
    }

    /**
     * What was heard in the millisecond of this look came before it, and a millisecond earlier tells it from what comes after.
     * Its latest moment stays the same: that of this call.
     */
    void beginLook() {
        int now = terms().time.millis();
        if (heard == now) {
            heard--;
        }
        if (listening == now) {
            listening--;
        }
        if (inquiry != null && inquiry.heard == now) {
            inquiry.heard--;
        }
    }

    /** Where silence counts from: the latest moment at which the last byte can have come, and we have listened since. */
    int base(Witness witness) {
        return stamps().base(witness);
    }

    /** The earliest moment at which silence can have begun: looks before it are in vain. */
    int earliestBase() {
        return terms().roll.hasWitness() ? stamps().earliestBase() : stamps().latestBase();
    }

    /** When the latest acknowledgement came, in hearing time. */
    int lastAckAt(Witness witness, int now) {
        return terms().time.at(witness.atNanos() - witness.lastAckMillis() * NANOS_PER_MILLI, now - Terms.LONGEST);
    }

    Stamps stamps() {
        return new Stamps(terms().time, heard, listening);
    }

    /** A silence is followed from here on. */
    Inquiry open(int base) {
        Inquiry opened = new Inquiry(heard, base, terms().time.millis());
        inquiry = opened;
        return opened;
    }

    /** Nothing is followed any more, but a backlog that has not moved yet, a deadline, and when a stranger is to be asked. */
    void endSilence() {
        Inquiry ended = Objects.requireNonNull(inquiry);
        if (ended.state != LineState.QUIET) {
            moveTo(LineState.QUIET);
        }
        inquiry = null;
        if (standing() == Standing.STRANGER) {
            open(terms().time.latest(heard)).lookAt = ended.lookAt;
        }
        follow(ended.backlog, ended.deadline, ended.lookAt);
    }

    /** What is independent of a silence is followed beside whatever else is. */
    private void follow(@Nullable Backlog backlog, @Nullable Deadline deadline, int lookAt) {
        if (backlog != null || deadline != null) {
            Inquiry silence = inquiry == null ? open(terms().time.latest(heard)) : inquiry;
            silence.backlog = backlog;
            silence.deadline = deadline;
            silence.lookAt = lookAt;
        }
    }

    /** The one place where the state changes. */
    void moveTo(LineState next) {
        Inquiry silence = Objects.requireNonNull(inquiry);
        if (!silence.state.mayMoveTo(next)) {
            throw new IllegalStateException("a line that is " + silence.state + " cannot become " + next);
        }
        silence.state = next;
    }

    /** Nothing to do before {@code due}, or before what else is followed comes up. */
    Step rest(int due) {
        int now = terms().time.millis();
        int next = due - (now + Terms.LONGEST) > 0 ? now + Terms.LONGEST : due;
        if (inquiry != null && inquiry.state != LineState.JUDGED) {
            if (inquiry.backlog != null) {
                next = earlier(next, inquiry.backlog.lookAt());
            }
            if (inquiry.deadline != null) {
                next = earlier(next, inquiry.deadline.lookAt());
            }
            if (inquiry.state == LineState.SUSPECT) {
                next = earlier(next, now + terms().roll.tickMillis());
            }
        }
        terms().roll.dueAt(this, next);
        return Step.QUIET;
    }

    /** The look ends in a verdict. */
    Step verdict(Fate fate, long boundNanos, Witness sample) {
        Inquiry silence = inquiry == null ? open(base(sample)) : inquiry;
        silence.witness = sample;
        pronounce(fate, boundNanos, null, terms().time.realNanos());
        return Step.VERDICT;
    }

    private Verdict pronounce(Fate fate, long boundNanos, @Nullable String detail, long nowNanos) {
        moveTo(LineState.JUDGED);
        return Objects.requireNonNull(inquiry).pronounce(fate, boundNanos, detail, terms().time, nowNanos);
    }

    private static int earlier(int one, int other) {
        return one - other < 0 ? one : other;
    }
}
