package io.linekeeper.line;

import io.linekeeper.policy.KernelPolicy;
import org.jspecify.annotations.Nullable;

/**
 * No heartbeat: the kernel judges. The line is sampled on the way, half an interval after each of the keepalive's probes
 * is due, when one that stayed unanswered shows, because the kernel wipes what it knows when it gives up (measured: after ETIMEDOUT state CLOSE, unacked 0,
 * probes 0).
 */
record KernelRule(int idle, int interval) implements Rule {

    static KernelRule of(KernelPolicy policy) {
        return policy.keepAlive()
                .map(rule -> new KernelRule(Terms.millis(rule.idle()), Terms.millis(rule.interval())))
                .orElse(new KernelRule(Terms.LONGEST, Terms.LONGEST));
    }

    @Override
    public int firstLook(Line line) {
        return idle + interval / 2;
    }

    @Override
    public Step check(Line line, @Nullable Witness witness, int now) {
        Inquiry silence = line.inquiry;
        boolean suspect = silence != null && silence.state == LineState.SUSPECT;
        if (witness == null) {
            int due = silence != null && suspect ? silence.lookAt : line.earliestBase() + firstLook(line);
            return now - due < 0 ? line.rest(due) : Step.SAMPLE;
        }
        if (witness.kernel() && witness.isTroubled()) {
            Inquiry followed = silence == null ? line.open(line.base(witness)) : silence;
            followed.witness = witness;
            followed.lookAt = now + interval;
            if (!suspect) {
                line.moveTo(LineState.SUSPECT);
                return Step.SUSPECTED;
            }
            return line.rest(followed.lookAt);
        }
        if (suspect) {
            line.endSilence();
            return Step.RECOVERED;
        }
        int afterProbe = line.lastAckAt(witness, now) + firstLook(line);
        return line.rest(afterProbe - now > 0 ? afterProbe : now + firstLook(line));
    }
}
