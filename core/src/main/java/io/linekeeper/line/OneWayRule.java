package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/**
 * The client beats and the server answers nothing: silence for the time-out is the verdict. From half of it on the kernel is
 * sampled on the way, so that an outage is seen while it lasts.
 */
record OneWayRule(int timeout, long boundNanos) implements Rule {

    /** Samples in the second half of a time-out. */
    private static final int SAMPLES = 4;

    @Override
    public int firstLook(Line line) {
        return timeout / 2;
    }

    @Override
    public Step check(Line line, @Nullable Witness witness, int now) {
        Inquiry silence = line.inquiry;
        if (witness == null) {
            int halfway = line.earliestBase() + timeout / 2;
            int due = silence == null ? halfway : silence.lookAt;
            return now - due < 0 ? line.rest(due) : Step.SAMPLE;
        }
        int base = line.base(witness);
        int lastAckAt = line.lastAckAt(witness, now);
        int halfway = base + timeout / 2;
        if (now - halfway < 0) {
            return restUntilHalfway(line, witness, lastAckAt, halfway, now);
        }
        Inquiry followed = silence == null ? line.open(base) : silence;
        followed.base = base;
        followed.witness = witness;
        int deadline = base + timeout;
        if (witness.kernel()) {
            deadline = followed.outage().follow(witness, lastAckAt).due(deadline);
        }
        if (followed.state == LineState.QUIET && witness.asksInVain()) {
            line.moveTo(LineState.SUSPECT);
            return Step.SUSPECTED;
        }
        if (now - deadline < 0) {
            return sampleOnTheWay(line, followed, witness.kernel(), deadline, now);
        }
        if (!witness.reading()) {
            followed.lookAt = now + timeout / 2;
            return line.rest(followed.lookAt);
        }
        if (!witness.kernel() && !followed.listened) {
            followed.listened = true;
            return Step.LISTEN;
        }
        if (witness.asksInVain() && lastAckAt - (base + timeout / 2) < 0) {
            return line.verdict(Fate.UNREACHABLE, boundNanos, witness);
        }
        if (witness.kernel() && followed.isExcused(line.terms().time)) {
            followed.lookAt = followed.excuse(line.terms().time, firstLook(line));
            return line.rest(followed.lookAt);
        }
        return line.verdict(Fate.SILENT, boundNanos, witness);
    }

    /**
     * Silence counts anew since we listen again. An outage that was seen before goes on being followed, or its end would be
     * taken for as late as the first sample after half of the time-out.
     */
    private Step restUntilHalfway(Line line, Witness witness, int lastAckAt, int halfway, int now) {
        Inquiry silence = line.inquiry;
        if (silence == null || !line.isSuspect() || !witness.kernel()) {
            return line.rest(halfway);
        }
        silence.outage().follow(witness, lastAckAt);
        return sampleOnTheWay(line, silence, true, halfway, now);
    }

    private Step sampleOnTheWay(Line line, Inquiry followed, boolean kernel, int deadline, int now) {
        int soon = now + Math.max(1, timeout / 2 / SAMPLES);
        followed.lookAt = kernel && soon - deadline < 0 ? soon : deadline;
        return line.rest(followed.lookAt);
    }
}
