package io.linekeeper.line;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;

/**
 * The times to live for which one time-out holds, where the peer declares with each beat how long it lasts: all that are
 * longer than {@code above}, up to {@code upTo}. A peer may declare whatever it likes, and no two need be the same, so
 * there are few ranges: at most 200 to a policy. A declared time is rounded up, never down.
 *
 * @param timeout what holds for them; that of the agreed policy where it does not matter what is declared
 */
record Lifetimes(Duration above, Duration upTo, Duration timeout) {
    /** A policy whose time-out has no more ticks than this has a range for each. */
    private static final int MOST = 200;
    /** In a longer one, ranges grow with the time to live: to an eighth of it at most. */
    private static final int FINE = 16;

    private static final Duration LEAST = Duration.ofSeconds(Long.MIN_VALUE);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    /** The range of the times to live for which the policy holds as it was agreed. */
    static Lifetimes agreed(LivenessPolicy policy) {
        return of(policy, LONGEST);
    }

    /** The range that a time to live lies in. A policy without a one-way heartbeat has but one. */
    static Lifetimes of(LivenessPolicy agreed, Duration timeToLive) {
        if (!(agreed.heartbeat() instanceof Heartbeat.OneWay oneWay)) {
            return new Lifetimes(LEAST, LONGEST, Duration.ZERO);
        }
        long longest = oneWay.timeout().toNanos();
        long tick = agreed.tick().toNanos();
        long lives = longest;
        if (timeToLive.compareTo(oneWay.timeout()) < 0) {
            lives = timeToLive.compareTo(agreed.tick()) < 0 ? tick : timeToLive.toNanos();
        }
        long step = tick;
        while (longest > MOST * tick && lives > FINE * step) {
            step *= 2;
        }
        long steps = (lives + step - 1) / step;
        Duration above = steps == 1 ? LEAST : Duration.ofNanos((steps - 1) * step);
        return steps * step < longest
                ? new Lifetimes(above, Duration.ofNanos(steps * step), Duration.ofNanos(steps * step))
                : new Lifetimes(above, LONGEST, oneWay.timeout());
    }

    /** Whether this time to live lies in the range. */
    boolean cover(Duration timeToLive) {
        return timeToLive.compareTo(above) > 0 && timeToLive.compareTo(upTo) <= 0;
    }

    /** The agreed policy with the time-out of this range. */
    LivenessPolicy shorten(LivenessPolicy agreed) {
        return agreed.heartbeat() instanceof Heartbeat.OneWay oneWay
                        && !oneWay.timeout().equals(timeout)
                ? new LivenessPolicy(
                        agreed.kernel(), new Heartbeat.OneWay(timeout), agreed.stallLimit(), agreed.drain())
                : agreed;
    }
}
