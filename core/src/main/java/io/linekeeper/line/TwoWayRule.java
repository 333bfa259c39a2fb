package io.linekeeper.line;

import io.linekeeper.policy.KeepAlive;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PING/PONG by the rule of TCP's own keepalive (RFC 1122, section 4.2.3.6): after {@code idle} without a byte ask, every
 * {@code interval} ask again, and when {@code probes} questions are unanswered and one more interval has passed, judge.
 * Questions come up to a tenth of the idle time early, so that lines that came together do not ask together; the verdict
 * stays where it is.
 */
record TwoWayRule(int idle, int interval, int probes, long boundNanos, KernelRule kernelRule) implements Rule {
    private static final int LEAST_SPREAD = 50;
    private static final int WHOLE_SPREAD = 10;
    /** Fibonacci hashing: consecutive places in the roll are spread evenly over the whole range. */
    private static final int GOLDEN = 0x9E3779B9;

    static TwoWayRule of(KeepAlive rule, KernelRule kernelRule) {
        return new TwoWayRule(
                Terms.millis(rule.idle()),
                Terms.millis(rule.interval()),
                rule.probes(),
                rule.bound().toNanos(),
                kernelRule);
    }

    @Override
    public int firstLook(Line line) {
        int least = idle / LEAST_SPREAD;
        int range = idle / WHOLE_SPREAD - least;
        int fraction = (line.index * GOLDEN) >>> 1;
        int spread = least + (int) (((long) range * fraction) >>> 31);
        return idle - spread;
    }

    @Override
    public Step check(Line line, @Nullable Witness witness, int now) {
        if (line.standing() == Standing.MUTE) {
            return kernelRule.check(line, witness, now);
        }
        Inquiry silence = line.inquiry;
        if (silence == null || silence.questions == 0) {
            return askFirst(line, witness, now);
        }
        return followUp(line, silence, witness, now);
    }

    private Step askFirst(Line line, @Nullable Witness witness, int now) {
        boolean introduction = line.standing() == Standing.STRANGER;
        if (introduction && line.inquiry != null && now - line.inquiry.lookAt < 0) {
            return line.rest(line.inquiry.lookAt);
        }
        int wait = firstLook(line);
        if (witness == null) {
            int due = line.earliestBase() + wait;
            return now - due < 0 && !introduction && !followsReading(line) ? line.rest(due) : Step.SAMPLE;
        }
        int reading = line.reading(witness);
        int base = line.base(witness);
        if (now - (base + wait) < 0 && !introduction) {
            return line.rest(base + wait);
        }
        if (!witness.reading()) {
            return restUntil(now + interval, line, now);
        }
        if (introduction) {
            line.stand(Standing.UNPROVEN);
        }
        Inquiry silence = line.inquiry == null ? line.open(base) : line.inquiry;
        silence.base = base;
        silence.witness = witness;
        line.moveTo(LineState.ASKED);
        silence.ask(now, witness, reading);
        return Step.ASK;
    }

    private Step followUp(Line line, Inquiry silence, @Nullable Witness witness, int now) {
        if (witness == null) {
            int due = nextAct(line, silence);
            return now - due < 0 ? restUntil(due, line, now) : Step.SAMPLE;
        }
        silence.take(witness, now);
        if (!witness.reading()) {
            return restUntil(now + interval, line, now);
        }
        int listening = line.base(witness);
        if (listening - silence.base > 0) {
            silence.base = listening;
        }
        int lastAckAt = line.lastAckAt(witness, now);
        if (witness.kernel()) {
            silence.follow(witness, lastAckAt, interval, now);
        }
        int due = nextAct(line, silence);
        if (now - due < 0) {
            return restUntil(due, line, now);
        }
        boolean unacknowledged = witness.kernel() && silence.isUnacknowledgedFor(interval / 2, now);
        if (silence.state == LineState.ASKED && (isCharged(line) || unacknowledged)) {
            line.moveTo(LineState.SUSPECT);
            return Step.SUSPECTED;
        }
        if (silence.questions < probes) {
            silence.ask(now, witness, line.reading(witness));
            return Step.ASK;
        }
        return witness.kernel()
                ? judgeByWitness(line, silence, witness, lastAckAt, now)
                : judgeByEar(line, silence, witness, now);
    }

    /** Where a peer may be given longer than the bound for what it has to read, one that is never asked is followed, too. */
    private boolean followsReading(Line line) {
        return line.terms().roll.hasWitness() && line.terms().stallLimit > bound();
    }

    /** A byte may come right now, and the silence after it has its own first question. */
    private Step restUntil(int due, Line line, int now) {
        int firstQuestion = now + firstLook(line);
        return line.rest(HearingTime.earlier(firstQuestion, due));
    }

    private Step judgeByWitness(Line line, Inquiry silence, Witness witness, int lastAckAt, int now) {
        if (!silence.isAcknowledged()) {
            boolean tried = witness.asksInVain() || witness.isWayClear();
            return tried && silence.isDeaf(witness, lastAckAt, interval / 2, now - bound())
                    ? line.verdict(Fate.UNREACHABLE, boundNanos, witness)
                    : line.rest(now + interval);
        }
        if (!isCharged(line)) {
            return leaveToKernel(line, now);
        }
        int due = silence.answerDue(now, interval, interval * probes, bound(), line.terms().stallLimit);
        if (now - due < 0) {
            return silence.mayRead(line.terms().stallLimit, now)
                    ? askOn(line, silence, witness, due, now)
                    : line.rest(due);
        }
        if (!silence.isExcused(line.terms().time)) {
            return line.verdict(Fate.HUNG, boundNanos, witness);
        }
        return line.rest(silence.excuse(line.terms().time, firstLook(line)));
    }

    /**
     * The peer's program reads what lies before our question, or may do so. Its kernel tells of that only when it acknowledges
     * something: another question.
     */
    private Step askOn(Line line, Inquiry silence, Witness witness, int due, int now) {
        int next = silence.lastAskedAt + interval;
        if (!silence.reads() && due - (next + interval) < 0) {
            return line.rest(due);
        }
        if (now - next < 0) {
            return line.rest(next);
        }
        silence.ask(now, witness, line.reading(witness));
        return Step.ASK;
    }

    private Step judgeByEar(Line line, Inquiry silence, Witness witness, int now) {
        if (!isCharged(line)) {
            return leaveToKernel(line, now);
        }
        if (witness.hasBacklog()) {
            return line.rest(now + interval);
        }
        if (!silence.listened) {
            silence.listened = true;
            return Step.LISTEN;
        }
        return line.verdict(Fate.SILENT, boundNanos, witness);
    }

    private boolean isCharged(Line line) {
        return line.standing() == Standing.PROVEN;
    }

    private Step leaveToKernel(Line line, int now) {
        boolean recovered = line.isSuspect();
        line.stand(Standing.MUTE);
        Objects.requireNonNull(line.inquiry).recording = null;
        line.endSilence();
        return recovered ? Step.RECOVERED : line.rest(now + kernelRule.idle());
    }

    /** When the next question is to be asked, or after the last one the verdict falls. */
    private int nextAct(Line line, Inquiry silence) {
        int deadline = silence.questions < probes
                ? silence.base + firstLook(line) + silence.questions * interval
                : silence.base + bound();
        int soonest = silence.lastAskedAt + (silence.questions > probes ? interval : interval / 2);
        return silence.afterExcuse(HearingTime.later(deadline, soonest));
    }

    private int bound() {
        return idle + interval * probes;
    }
}
