package io.linekeeper.session;

import io.linekeeper.policy.Durations;
import io.linekeeper.policy.PolicyException;
import java.time.Duration;

/**
 * How often two live devices with one id may take the session from each other: a bucket of tokens, one for each takeover
 * that is contested. A value.
 *
 * <p>All that a bucket remembers is the moment at which it is full again. Moments are nanoseconds of a clock that only goes
 * forwards, compared by subtraction, so that they may wrap.
 *
 * @param burst how many times at once, 1 to {@value #MOST_BURST}
 * @param every how long until once more, longer than zero, at most a day
 */
public record BattleRule(int burst, Duration every) {
    /** The most times at once. */
    public static final int MOST_BURST = 1_000;

    /** The longest time until once more. With the largest burst a bucket is full again after 2.7 years: no wrap is near. */
    public static final Duration LONGEST_EVERY = Duration.ofDays(1);

    /** Three times, and once more every 20 s. */
    public static final BattleRule DEFAULT = new BattleRule(3, Duration.ofSeconds(20));

    /** @throws PolicyException if a value is out of its range */
    public BattleRule {
        if (burst < 1 || burst > MOST_BURST) {
            throw new PolicyException("a battle's burst of " + burst + " takeovers is not from 1 to " + MOST_BURST
                    + "; choose a number in that range");
        }
        if (every.isNegative() || every.isZero()) {
            throw new PolicyException("one more takeover in a battle every " + Durations.format(every)
                    + " is not positive; set it to 1 s or more");
        }
        if (every.compareTo(LONGEST_EVERY) > 0) {
            throw new PolicyException("one more takeover in a battle every " + Durations.format(every)
                    + " is longer than " + Durations.format(LONGEST_EVERY) + ", the longest; shorten it");
        }
    }

    /** How long until the bucket has a token; zero: it has one now. */
    long waitNanos(long fullAtNanos, long nowNanos) {
        return Math.max(0, fullAtNanos - nowNanos - (burst - 1) * every.toNanos());
    }

    /** When the bucket is full again if a token is taken now. */
    long fullAtAfterTaking(long fullAtNanos, long nowNanos) {
        return (fullAtNanos - nowNanos > 0 ? fullAtNanos : nowNanos) + every.toNanos();
    }
}
