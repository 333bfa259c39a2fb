package io.linekeeper.line;

import org.jspecify.annotations.Nullable;

/** The client beats and the server answers nothing: silence for the time-out is the verdict. */
record OneWayRule(int timeout, long boundNanos) implements Rule {

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
        int halfway = base + timeout / 2;
        if (now - halfway < 0) {
            return line.rest(halfway);
        }
        Inquiry followed = silence == null ? line.open(base) : silence;
        followed.base = base;
        followed.witness = witness;
        if (followed.state == LineState.QUIET && witness.isTroubled()) {
            line.moveTo(LineState.SUSPECT);
            return Step.SUSPECTED;
        }
        followed.lookAt = base + timeout;
        if (now - followed.lookAt < 0) {
            return line.rest(followed.lookAt);
        }
        if (!witness.reading()) {
            followed.lookAt = now + timeout / 2;
            return line.rest(followed.lookAt);
        }
        if (!witness.kernel() && !followed.listened) {
            followed.listened = true;
            return Step.LISTEN;
        }
        boolean nothingAcknowledged = witness.isTroubled() && line.lastAckAt(witness, now) - (base + timeout / 2) < 0;
        return line.verdict(nothingAcknowledged ? Fate.UNREACHABLE : Fate.SILENT, boundNanos, witness);
    }
}
