package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/**
 * A look at one line: what is the same under every {@link Rule}. Stateless: what is known of a line is in the line. Times
 * are hearing time in milliseconds.
 */
final class Look {
    private Look() {}

    /**
     * Looks, and has the line carry out what comes of it, until nothing is left to do or it is on the roll no more.
     *
     * @return whether that ended the line, which is costly
     */
    static boolean at(Line line) {
        Witness testimony = null;
        boolean ended = false;
        line.beginLook();
        while (line.isOnRoll()) {
            Step step = step(line, testimony);
            if (line.isRecorded()) {
                Recording.note(line, step, testimony);
            }
            switch (step) {
                case QUIET -> {
                    return ended;
                }
                case SAMPLE -> {
                    testimony = line.testify();
                    line.terms().time.explain(testimony);
                }
                case ASK -> {
                    line.carryOut(step);
                    testimony = null;
                }
                case LISTEN, LIFT, SUSPECTED, RECOVERED, PAUSED, OBSERVED -> line.carryOut(step);
                case VERDICT, CUT -> {
                    ended = true;
                    line.carryOut(step);
                }
            }
        }
        return ended;
    }

    /** One step. Called again, with the testimony if it asked for one, until it says {@link Step#QUIET}. */
    private static Step step(Line line, @Nullable Witness witness) {
        int now = line.terms().time.millis();
        if (line.inquiry != null && line.inquiry.state == LineState.JUDGED) {
            return cut(line, line.inquiry, now);
        }
        if (witness != null && isPauseToBeTold(line, witness, now)) {
            return Step.PAUSED;
        }
        if (witness != null) {
            // Bytes that wait unread in the kernel are life.
            line.heard = line.stamps().heardOrUnread(witness);
        }
        if (line.inquiry != null && line.inquiry.heard != line.heard) {
            boolean recovered = line.isSuspect();
            line.endSilence();
            if (recovered) {
                return Step.RECOVERED;
            }
        }
        if (witness != null && isObservedStallOver(line, witness, now)) {
            return Step.RECOVERED;
        }
        if (witness != null && line.isToBeLifted(witness)) {
            return Step.LIFT;
        }
        if (witness == null && isSampleDue(line.inquiry, now)) {
            return Step.SAMPLE;
        }
        Backlog backlog = line.inquiry == null ? null : line.inquiry.backlog;
        if (backlog != null && witness != null && backlog.isStalled(witness, now)) {
            return line.verdict(Fate.STALLED, line.terms().stallNanos, witness);
        }
        if (backlog != null && witness != null && line.isCutOff(backlog, witness, now)) {
            return line.verdict(Fate.UNREACHABLE, line.terms().kernelBound(witness), witness);
        }
        Deadline deadline = line.inquiry == null ? null : line.inquiry.deadline;
        if (deadline != null && deadline.isMissed(now, line.terms().roll.tickMillis())) {
            return witness == null ? Step.SAMPLE : line.verdict(Fate.OVERDUE, deadline.boundNanos(), witness);
        }
        if (line.inquiry != null && line.inquiry.state == LineState.OBSERVED) {
            return line.rest(now + Terms.LONGEST);
        }
        return line.terms().rule.check(line, witness, now);
    }

    private static boolean isSampleDue(@Nullable Inquiry silence, int now) {
        if (silence == null) {
            return false;
        }
        return (silence.backlog != null && now - silence.backlog.lookAt() >= 0)
                || (silence.pause != null && now - silence.pause.lookAt() >= 0);
    }

    /** Follows whether a read is outstanding. Before unread bytes count as heard, since nobody has read them. */
    private static boolean isPauseToBeTold(Line line, Witness witness, int now) {
        if (witness.reading()) {
            if (line.inquiry != null) {
                line.inquiry.pause = null;
            }
            return false;
        }
        Inquiry silence = line.inquiry == null ? line.open(line.base(witness)) : line.inquiry;
        if (silence.pause == null) {
            silence.pause = new Pause(line.stamps().earliestBase(), line.terms().stallLimit);
        }
        return silence.pause.isToBeTold(now);
    }

    private static Step cut(Line line, Inquiry judged, int now) {
        if (judged.drain >= 0) {
            judged.cutAt = now + judged.drain;
            judged.drain = Inquiry.NO_DRAIN;
        }
        if (judged.draining && now - judged.cutAt >= 0) {
            judged.draining = false;
            return Step.CUT;
        }
        return line.rest(judged.draining ? judged.cutAt : now + Terms.LONGEST);
    }

    private static boolean isObservedStallOver(Line line, Witness witness, int now) {
        Inquiry before = line.inquiry;
        if (!witness.hasBacklog()) {
            Backlog gone = before == null ? null : before.backlog;
            if (before == null || gone == null) {
                return false;
            }
            tellStallOver(line, before, gone.recording, gone.isObserved(), now);
            before.backlog = null;
            return gone.isObserved();
        }
        Inquiry silence = before == null ? line.open(line.base(witness)) : before;
        if (silence.backlog == null) {
            silence.backlog = new Backlog(line.terms().stallLimit, now);
        }
        Recording stall = silence.backlog.recording;
        boolean observed = silence.backlog.isObserved();
        boolean over = silence.backlog.follow(witness, now);
        if (silence.backlog.recording == null) {
            tellStallOver(line, silence, stall, observed, now);
        }
        return over;
    }

    private static void tellStallOver(
            Line line, Inquiry silence, @Nullable Recording stall, boolean observed, int now) {
        if (stall != null) {
            line.recorded(stall.over(now, observed ? silence.observed : null));
        }
    }
}
