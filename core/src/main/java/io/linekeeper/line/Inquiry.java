package io.linekeeper.line;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a line beyond when it was heard: made when a look finds something to follow, dropped when the line is
 * heard, so that lines in good health cost nothing. All times are hearing time in milliseconds.
 */
final class Inquiry {
    /** The place of a question that has not left our own buffer yet. */
    private static final long UNSENT = Long.MAX_VALUE;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int EXCUSED_LOOKS = 250;
    /** The longest that a path is given after an outage, in milliseconds. */
    static final int MOST_PATIENCE = (int) TimeUnit.SECONDS.toMillis(120);

    static final int NO_DRAIN = -1;
    /** Bytes that a program reads in a millisecond at the least, where nothing shows how much it does. */
    static final int LEAST_READ = 16;
    /** What takes no longer to read at that rate, 64 KiB, is no bulk: a program has read it while nobody looked. */
    private static final int NO_BULK = 65_536 / LEAST_READ;

    /** Silence counts from here: the latest moment at which the last byte can have been heard. */
    int base;
    /** The line's stamp when this began: another stamp means that it was heard since. */
    int heard;

    LineState state = LineState.QUIET;
    int questions;
    int firstAskedAt;
    int lastAskedAt;
    /** Where our stream stood when the first question was asked, and for how long the peer may read what lies before it. */
    long askedBehind;

    int reading;

    /** The earliest question that the peer's kernel has not acknowledged: when it was asked, and where it ends. */
    private int openAskedAt;

    private long openEnd;
    private long lastEnd;
    private boolean open;
    /** Whether a sample has missed its acknowledgement. If none has, a late look at it is not a late acknowledgement. */
    private boolean missed;
    /** When the latest acknowledgement of a question came, and for how long there had been none. */
    private int acknowledgedAt;

    private int withoutAcknowledgement;
    /** When a question was first acknowledged. */
    private int reachedAt;

    /** When the peer's window was last seen to open: a sign that its program reads. */
    private int readAt;

    private boolean reads;
    /** The sample with the narrowest window since the first acknowledgement of a question, or since it was seen to open. */
    private @Nullable Witness narrowest;

    /** How far the peer's kernel has acknowledged our stream, and when it got there. */
    private long advancedTo;

    private int advancedAt;

    @Nullable
    Witness witness;

    @Nullable
    Backlog backlog;

    @Nullable
    Deadline deadline;

    @Nullable
    Pause pause;

    private @Nullable Outage outage;
    /** The longest absence of our machine in this silence, and until when it excuses; nanoseconds on the clock. */
    private long absent;

    private long excusedUntil;

    private int excusedLookAt;

    /** The record of this silence, if it is to be kept. */
    @Nullable
    Recording recording;

    @Nullable
    Verdict verdict;
    /** A death that was only observed. */
    @Nullable
    Verdict observed;
    /** How long a judged line is to drain, until a look has turned it into a time. */
    int drain = NO_DRAIN;
    /** When the drain of a judged line ends, if it drains. */
    int cutAt;

    boolean draining;
    /** When the next look is needed, where the rule keeps it. */
    int lookAt;

    /** Whether this look has read from the line itself, for want of a kernel witness. */
    boolean listened;

    Inquiry(int heard, int base, int now) {
        this.heard = heard;
        this.base = base;
        lookAt = now;
    }

    /** A question is asked now; what lies before it the peer may be reading for so many milliseconds. */
    void ask(int now, Witness sample, int readingBefore) {
        if (questions++ == 0) {
            firstAskedAt = now;
            askedBehind = sample.queued();
            reading = readingBefore > NO_BULK ? readingBefore : 0;
            advancedTo = sample.acknowledged();
            advancedAt = now;
        }
        lastAskedAt = now;
        lastEnd = UNSENT;
        if (!open) {
            open = true;
            openAskedAt = now;
            openEnd = UNSENT;
        }
    }

    /** The latest question has been handed to the kernel: it ends where all that is queued ends. */
    void sent(Witness sample) {
        lastEnd = sample.queued();
        if (open && openEnd == UNSENT) {
            openEnd = lastEnd;
        }
    }

    /** The outage of this silence, if there was one. */
    Outage outage() {
        Outage followed = outage == null ? new Outage() : outage;
        outage = followed;
        return followed;
    }

    /**
     * Whether nobody may be judged silent yet: while our machine was away, the peer may have sent in vain, and sends it again
     * only after about as long, on the clock. The longest absence counts, and once: else a machine that is away all the time
     * would never find anybody.
     */
    boolean isExcused(HearingTime time) {
        for (Absence each : time.absences()) {
            if (each.isUnexplained() && each.isIn(base) && each.length() > absent) {
                absent = each.length();
                excusedUntil = each.isOverAt();
            }
        }
        return absent > 0 && excusedUntil - time.realNanos() > 0;
    }

    /**
     * It is excused now: when it is to be looked at again. There may be many such lines, so not each tick; but within the
     * time in which it would be looked at if it was heard right now.
     */
    int excuse(HearingTime time, int firstLook) {
        // Hearing time is never faster than the clock, so the excuse is not over before.
        long left = Math.max(1, (excusedUntil - time.realNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        excusedLookAt = time.millis() + (int) Math.min(left, Math.min(EXCUSED_LOOKS, firstLook));
        return excusedLookAt;
    }

    /** The same moment, or that of the next look at an excused line if that is later. */
    int afterExcuse(int next) {
        return absent > 0 ? HearingTime.later(next, excusedLookAt) : next;
    }

    /**
     * Takes a sample; a window that has opened since a question was first acknowledged is a sign of life of the peer's
     * program. That acknowledgement itself tells of what was read before the question, and so of nothing.
     */
    void take(Witness sample, int now) {
        if (narrowest != null && witness != null) {
            if (sample.showsReadingSince(witness) || sample.hasOpenedSince(narrowest)) {
                reads = true;
                readAt = now;
                narrowest = sample;
            } else if (sample.windowBytes() < narrowest.windowBytes()) {
                narrowest = sample;
            }
        }
        witness = sample;
    }

    /** Hears the witness about the questions: an answer is due from the moment its question was acknowledged. */
    void follow(Witness sample, int lastAckAt, int interval, int now) {
        if (sample.acknowledged() != advancedTo) {
            advancedTo = sample.acknowledged();
            advancedAt = lastAckAt;
        }
        if (!open) {
            return;
        }
        if (openEnd == UNSENT || !covers(sample, openEnd)) {
            missed |= isUnacknowledgedFor(interval / 2, now);
            return;
        }
        if (narrowest == null) {
            narrowest = sample;
            reachedAt = missed ? lastAckAt : openAskedAt;
        }
        if (missed) {
            acknowledgedAt = lastAckAt;
            withoutAcknowledgement = Math.max(withoutAcknowledgement, lastAckAt - openAskedAt);
        }
        missed = false;
        open = lastEnd == UNSENT || !covers(sample, lastEnd);
        openEnd = lastEnd;
        openAskedAt = lastAskedAt;
    }

    private static boolean covers(Witness sample, long end) {
        return sample.acknowledged() >= end || !sample.hasBacklog();
    }

    /** Whether each question has been acknowledged by the peer's kernel. */
    boolean isAcknowledged() {
        return questions > 0 && !open;
    }

    /** Whether a question has waited for at least {@code wait} milliseconds and is not acknowledged. */
    boolean isUnacknowledgedFor(int wait, int now) {
        return open && now - (openAskedAt + wait) >= 0;
    }

    /**
     * Whether no acknowledgement has come since the open question was asked, give or take {@code slack}, or since
     * {@code longAgo}: a path may be cut after bulk ahead of the question was acknowledged. While we retransmit, only one
     * that acknowledges more than before counts: what a peer that does not hear us sends again carries one as well.
     */
    boolean isDeaf(Witness sample, int lastAckAt, int slack, int longAgo) {
        int heardUsAt = sample.retransmits() > 0 ? advancedAt : lastAckAt;
        return open && (heardUsAt - (openAskedAt + slack) < 0 || heardUsAt - longAgo <= 0);
    }

    /**
     * From when on a missing answer counts. An acknowledgement that came within an interval is an ordinary one. After a
     * longer time without one the path was cut, and comes back slowly: retransmission backs off (RFC 6298, section 5.5), so
     * the answer may need as long again. A program that reads what lies before the question has not come to it yet, and one
     * before which much lies may be reading unseen.
     */
    int answerDue(int deadline, int interval, int allQuestions, int bound, int stallLimit) {
        int due = deadline;
        if (withoutAcknowledgement > interval) {
            due = HearingTime.later(
                    due, acknowledgedAt + Math.max(allQuestions, Math.min(withoutAcknowledgement, MOST_PATIENCE)));
        }
        due = HearingTime.later(due, readThroughAt(stallLimit));
        return reads ? HearingTime.later(due, readAt + bound) : due;
    }

    /** By when the program has read what may lie before the question: it is given the stall limit for that, and no more. */
    private int readThroughAt(int stallLimit) {
        return HearingTime.earlier(reachedAt + Math.min(reading, stallLimit), base + stallLimit);
    }

    /** Whether the peer's program was seen to read in this silence, or may be reading what lies before the question. */
    boolean mayRead(int stallLimit, int now) {
        return reads || readThroughAt(stallLimit) - now > 0;
    }

    /** Whether the peer's program was seen to read in this silence. */
    boolean reads() {
        return reads;
    }

    /** Silence is told from the last byte on, which may have come in a gap that is over by when silence counts from. */
    private long creditedSinceLastData(HearingTime time) {
        Witness sample = witness;
        return sample == null || !sample.kernel()
                ? 0
                : time.creditedSince(sample.atNanos() - sample.lastDataMillis() * NANOS_PER_MILLI);
    }

    /** The verdict of this silence, as it is at {@code nowNanos} on the clock. */
    Verdict reckon(
            Fate fate,
            long boundNanos,
            @Nullable String detail,
            Reachability reachability,
            HearingTime time,
            long nowNanos) {
        long sinceCall = Math.max(0, nowNanos - time.realNanos());
        long hearing = (long) (time.millis() - base) * NANOS_PER_MILLI;
        long real = Math.max(hearing, time.realNanosSince(base));
        long stalled =
                fate == Fate.STALLED && backlog != null ? time.realNanosSince(backlog.movedAt()) + sinceCall : -1;
        long quiet = Math.max(0, real + sinceCall);
        long credited = Math.max(Math.max(0, real - hearing), creditedSinceLastData(time));
        return Verdict.of(
                fate,
                new Verdict.Times(nowNanos, quiet, boundNanos, credited, stalled),
                new Evidence(questions, isAcknowledged(), witness, reachability, detail));
    }
}
