package io.linekeeper.session;

import java.time.Duration;

/**
 * How often two live devices with one id may take the session from each other. A value.
 *
 * @param burst how many times at once, 1 or more
 * @param every how long until once more, longer than zero
 */
public record BattleRule(int burst, Duration every) {
    /** Three times, and once more every 20 s. */
    public static final BattleRule DEFAULT = new BattleRule(3, Duration.ofSeconds(20));
}
