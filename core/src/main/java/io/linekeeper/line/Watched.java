package io.linekeeper.line;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look sees of a line, and what comes of it: its stamps, the silence that is followed, its state. {@link Line} is the
 * rest, for those who carry out. One thread, that of its {@link RollCall}.
 */
abstract class Watched {
    static final long NANOS_PER_MILLI = 1_000_000;
    static final int OFF_THE_ROLL = -1;

    int index = OFF_THE_ROLL;

    @Nullable
    Inquiry inquiry;

    /** The stamp of the last byte. */
    int heard;

    @Nullable
    Terms terms;

    int listening;
    /** How far our stream has been counted (the low bits of a place in bytes), and when its program has read as far. */
    private int counted;

    private int readThroughAt;
    /** A {@link Standing}, in one byte: there are many lines. */
    private byte standing;
    /** Whether the user time-out of its socket is off, and looks keep it instead. */
    private boolean lifted;

    /** Whether deaths are only observed. */
    abstract boolean observesOnly();

    /** Whether the peer's host answers to ICMP. */
    abstract Reachability reachability();

    /** Whether records of silences are wanted. */
    abstract boolean isRecorded();

    /** The record of a silence that is over. */
    abstract void recorded(Flight flight);

    final boolean isListed() {
        return index != OFF_THE_ROLL;
    }

    /** It is on a roll from now on, heard now. */
    void begin(Terms its) {
        terms = its;
        inquiry = null;
        heard = its.time.millis();
        listening = heard;
        readThroughAt = heard;
        stand(its.firstStanding);
    }

    /**
     * It is judged by other terms from now on, first at {@code firstLook}; what was asked under the old ones is forgotten. A
     * deadline stays, and so does a backlog: under the same stall limit it has not moved for as long as before, under another
     * it is watched anew.
     */
    void changeTo(Terms its, int firstLook) {
        boolean sameLimit = terms().stallLimit == its.stallLimit;
        terms = its;
        stand(its.firstStanding);
        Inquiry before = inquiry;
        if (before != null) {
            if (before.heard != heard) {
                tellOver(before);
            }
            if (before.state != LineState.QUIET) {
                moveTo(LineState.QUIET);
            }
            inquiry = null;
            Backlog backlog = before.backlog;
            if (backlog != null && !sameLimit) {
                backlog = backlog.under(its.stallLimit, its.time.millis());
            }
            follow(backlog, before.deadline, before.pause, firstLook);
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

    /**
     * What was heard in the millisecond of this look came before it, and a millisecond earlier tells it from what comes after.
     * Its latest moment stays the same: that of this call.
     */
    void beginLook() {
        int now = terms().time.millis();
        forgetBefore(now - Terms.LONGEST);
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

    /** What is longer ago than this counts as from this moment: ints could not tell it from the future before long. */
    private void forgetBefore(int longAgo) {
        Inquiry followed = inquiry;
        if (followed != null) {
            followed.heard = HearingTime.later(followed.heard, longAgo);
            followed.base = HearingTime.later(followed.base, longAgo);
        }
        heard = HearingTime.later(heard, longAgo);
        listening = HearingTime.later(listening, longAgo);
        readThroughAt = HearingTime.later(readThroughAt, longAgo);
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

    /** The peer's program has come to a question of this silence: it has read all that lies before the first. */
    final void comeToQuestion() {
        if (inquiry != null && inquiry.questions > 0) {
            counted = (int) inquiry.askedBehind;
            readThroughAt = terms().time.millis();
        }
    }

    /**
     * For how long the peer's program may still read what has been queued for it, in milliseconds, if it reads
     * {@link Inquiry#LEAST_READ} of it in each. A count that shrinks was put right, and adds nothing.
     */
    final int reading(Witness sample) {
        int now = terms().time.millis();
        int more = (int) sample.queued() - counted;
        counted += more;
        if (more > 0) {
            int through = HearingTime.later(readThroughAt, now) + more / Inquiry.LEAST_READ;
            readThroughAt = HearingTime.earlier(through, now + Terms.LONGEST);
        }
        return Math.max(0, readThroughAt - now);
    }

    /** What is queued by a sample may still be read for so long. */
    final void readThrough(Witness sample, int millis) {
        counted = (int) sample.queued();
        readThroughAt = terms().time.millis() + millis;
    }

    /**
     * Whether the user time-out is to be lifted now. Linux counts it from the first window probe, and begins anew only when
     * the window opens far enough for all that is to be sent next ({@code tcp_ack_probe}): a peer that reads a little at a
     * time is ended although it acknowledges, and one that has read all in the end is ended at once when its window closes
     * again. So it is lifted for good: it cannot be put back before the kernel's clock stands at zero, and nothing tells that.
     */
    final boolean isToBeLifted(Witness sample) {
        if (lifted || terms().userTimeout == Terms.NO_TIMEOUT || observesOnly() || !sample.isHeldByWindow()) {
            return false;
        }
        lifted = true;
        return true;
    }

    /**
     * Whether the kernel would have ended the line by its user time-out, had it not been lifted: bytes wait, and for so long
     * nothing was acknowledged although it asked. No look judges by this while nobody listens.
     */
    final boolean isCutOff(Backlog backlog, Witness sample, int now) {
        int timeout = terms().userTimeout;
        if (!lifted || timeout == Terms.NO_TIMEOUT || !sample.kernel()) {
            return false;
        }
        int cutOffAt = backlog.cutOffAt(lastAckAt(sample, now), timeout);
        backlog.lookAlsoAt(cutOffAt, now);
        return sample.asksInVain() && sample.reading() && now - cutOffAt >= 0;
    }

    /** A silence is followed from here on. */
    Inquiry open(int base) {
        Inquiry opened = new Inquiry(heard, base, terms().time.millis());
        inquiry = opened;
        return opened;
    }

    /**
     * Nothing is followed any more, but a backlog that has not moved yet, a deadline, for how long we have not read, and when
     * a stranger is to be asked.
     */
    void endSilence() {
        Inquiry ended = Objects.requireNonNull(inquiry);
        tellOver(ended);
        if (ended.state != LineState.QUIET) {
            moveTo(LineState.QUIET);
        }
        inquiry = null;
        if (standing() == Standing.STRANGER) {
            open(terms().time.latest(heard)).lookAt = ended.lookAt;
        }
        follow(ended.backlog, ended.deadline, ended.pause, ended.lookAt);
    }

    /** A silence is over: the line was heard, or its kernel is answered again. */
    final void tellOver(Inquiry ended) {
        Recording recording = ended.recording;
        if (recording != null) {
            ended.recording = null;
            int heardAt =
                    ended.heard == heard ? terms().time.millis() : terms().time.latest(heard);
            recorded(recording.over(heardAt, ended.state == LineState.OBSERVED ? ended.observed : null));
        }
    }

    /** What is independent of a silence is followed beside whatever else is. */
    final void follow(@Nullable Backlog backlog, @Nullable Deadline deadline, @Nullable Pause pause, int lookAt) {
        if (backlog != null || deadline != null || pause != null) {
            Inquiry silence = inquiry == null ? open(terms().time.latest(heard)) : inquiry;
            silence.backlog = backlog;
            silence.deadline = deadline;
            silence.pause = pause;
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
                next = HearingTime.earlier(next, inquiry.backlog.lookAt());
            }
            if (inquiry.deadline != null) {
                next = HearingTime.earlier(next, inquiry.deadline.lookAt());
            }
            if (inquiry.pause != null) {
                next = HearingTime.earlier(next, inquiry.pause.lookAt());
            }
            if (inquiry.state.isSuspicious()) {
                next = HearingTime.earlier(next, now + terms().roll.tickMillis());
            }
        }
        terms().roll.dueAt(this, next);
        return Step.QUIET;
    }

    /** The look ends in a verdict, or in the observation of a death. */
    Step verdict(Fate fate, long boundNanos, Witness sample) {
        Inquiry silence = inquiry == null ? open(base(sample)) : inquiry;
        silence.witness = sample;
        if (fate.isFound() && observesOnly()) {
            return observe(silence, fate, boundNanos);
        }
        pronounce(fate, boundNanos, null, terms().time.realNanos());
        return Step.VERDICT;
    }

    /** One death at a time: of a line that is stalled it is not asked whether it is silent, too. */
    private Step observe(Inquiry silence, Fate fate, long boundNanos) {
        Backlog backlog = silence.backlog;
        if (backlog != null && backlog.isObserved()) {
            return rest(terms().time.millis() + Terms.LONGEST);
        }
        if (fate == Fate.STALLED && backlog != null) {
            backlog.observe();
        } else {
            moveTo(LineState.OBSERVED);
        }
        silence.observed = silence.reckon(
                fate,
                boundNanos,
                null,
                reachability(),
                terms().time,
                terms().time.realNanos());
        return Step.OBSERVED;
    }

    final Verdict pronounce(Fate fate, long boundNanos, @Nullable String detail, long nowNanos) {
        moveTo(LineState.JUDGED);
        Inquiry silence = Objects.requireNonNull(inquiry);
        Verdict pronounced = silence.reckon(fate, boundNanos, detail, reachability(), terms().time, nowNanos);
        silence.verdict = pronounced;
        Recording recording = recordingOf(silence, fate);
        if (recording != null) {
            recorded(recording.judged(this, silence, pronounced, nowNanos));
        }
        return pronounced;
    }

    /** What is recorded of this end: the stall if that is why, or if there is nothing else. */
    private static @Nullable Recording recordingOf(Inquiry silence, Fate fate) {
        Recording stall = silence.backlog == null ? null : silence.backlog.recording;
        boolean first = fate == Fate.STALLED || silence.recording == null;
        return first && stall != null ? stall : silence.recording;
    }
}
