package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/**
 * A look at one line: what is the same under every {@link Rule}. Stateless: what is known of a line is in the line. Times
 * are hearing time in milliseconds.
 */
final class Look {
    private Look() {}

    /** Looks, and has the line carry out what comes of it, until nothing is left to do or it is on the roll no more. */
    static void at(Line line) {
        Witness testimony = null;
        line.beginLook();
        while (line.isOnRoll()) {
            Step step = step(line, testimony);
            switch (step) {
                case QUIET -> {
                    return;
                }
                case SAMPLE -> testimony = line.testify();
                case ASK -> {
                    line.carryOut(step);
                    testimony = null;
                }
                case LISTEN, SUSPECTED, RECOVERED, VERDICT, CUT -> line.carryOut(step);
            }
        }
    }

    /** One step. Called again, with the testimony if it asked for one, until it says {@link Step#QUIET}. */
    private static Step step(Line line, @Nullable Witness witness) {
        int now = line.terms().time.millis();
        if (line.inquiry != null && line.inquiry.state == LineState.JUDGED) {
            return cut(line, line.inquiry, now);
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
        if (witness != null) {
            followBacklog(line, witness, now);
        }
        Backlog backlog = line.inquiry == null ? null : line.inquiry.backlog;
        if (backlog != null && witness == null && now - backlog.lookAt() >= 0) {
            return Step.SAMPLE;
        }
        if (backlog != null && witness != null && backlog.isStalled(witness, now)) {
            return line.verdict(Fate.STALLED, line.terms().stallNanos, witness);
        }
        Deadline deadline = line.inquiry == null ? null : line.inquiry.deadline;
        if (deadline != null && deadline.isMissed(now, line.terms().roll.tickMillis())) {
            return witness == null ? Step.SAMPLE : line.verdict(Fate.OVERDUE, deadline.boundNanos(), witness);
        }
        return line.terms().rule.check(line, witness, now);
    }

    private static Step cut(Line line, Inquiry judged, int now) {
        if (judged.makesWay) {
            judged.makesWay = false;
            judged.drain = 0;
            return line.rest(now);
        }
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

    private static void followBacklog(Line line, Witness witness, int now) {
        if (!witness.hasBacklog()) {
            if (line.inquiry != null) {
                line.inquiry.backlog = null;
            }
            return;
        }
        Inquiry silence = line.inquiry == null ? line.open(line.base(witness)) : line.inquiry;
        if (silence.backlog == null) {
            silence.backlog = new Backlog(line.terms().stallLimit, now);
        }
        silence.backlog.follow(witness, now);
    }
}
