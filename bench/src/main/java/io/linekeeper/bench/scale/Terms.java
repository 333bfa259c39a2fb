package io.linekeeper.bench.scale;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;

/**
 * By what a server judges: silence for {@code bound}. Two-way asks three times on the way, after two fifths of it and every
 * fifth, as {@code idle 2 s + 3 probes x 1 s} does.
 *
 * @param bound zero: the policy that is derived for 30 s, as it is without any option
 * @param drain how long a line that is being ended may still deliver bytes
 */
record Terms(Duration bound, Duration drain) {
    private static final LivenessPolicy DEFAULT = LivenessPolicy.within(Duration.ofSeconds(30));
    private static final Duration LONGER_THAN_ANY_RUN = Duration.ofHours(1);

    /** The default policy. */
    static Terms byDefault() {
        return new Terms(Duration.ZERO, DEFAULT.drain());
    }

    /** Nobody is asked or judged while a figure is taken. */
    static Terms leisurely() {
        return new Terms(LONGER_THAN_ANY_RUN, Duration.ZERO);
    }

    static Terms of(Duration bound) {
        return new Terms(bound, Duration.ZERO);
    }

    static Terms parse(String boundMillis, String drainMillis) {
        return new Terms(
                Duration.ofMillis(Long.parseLong(boundMillis)), Duration.ofMillis(Long.parseLong(drainMillis)));
    }

    /** The bound that holds. */
    Duration effectiveBound() {
        return bound.isZero() ? DEFAULT.heartbeat().bound().orElseThrow() : bound;
    }

    LivenessPolicy twoWay() {
        if (bound.isZero()) {
            return DEFAULT;
        }
        KeepAlive rule = new KeepAlive(bound.multipliedBy(2).dividedBy(5), bound.dividedBy(5), 3);
        return policy(new Heartbeat.TwoWay(rule, Heartbeat.Answers.REQUIRED));
    }

    LivenessPolicy oneWay() {
        return policy(new Heartbeat.OneWay(effectiveBound()));
    }

    private LivenessPolicy policy(Heartbeat heartbeat) {
        return new LivenessPolicy(DEFAULT.kernel(), heartbeat, DEFAULT.stallLimit(), drain);
    }
}
