package io.linekeeper.session;

/**
 * What is remembered of a device that has changed hands: which instances lost its session to another one, and how many
 * contested takeovers are left. An instance that lost the session and takes it back is the proof that two are alive.
 */
final class Battle {
    /** How many losers are remembered; the one that lost longest ago is forgotten first. */
    static final int MOST_LOSERS = 8;

    private final BattleRule rule;
    private final long[] losers = new long[MOST_LOSERS];
    private int count;
    private long fullAtNanos;

    /** With a full bucket. */
    Battle(BattleRule rule, long nowNanos) {
        this.rule = rule;
        this.fullAtNanos = nowNanos;
    }

    /** Whether it is one of the last that lost the session to another. */
    boolean hasLost(long instance) {
        return indexOf(instance) >= 0;
    }

    /** Another instance has taken the session from this one. */
    void lost(long instance) {
        int from = indexOf(instance);
        if (from < 0) {
            from = count < MOST_LOSERS ? count++ : 0;
        }
        // The latest loser is the last: the others move up over the place that has become free.
        System.arraycopy(losers, from + 1, losers, from, count - 1 - from);
        losers[count - 1] = instance;
    }

    /** How long until a contested takeover is allowed; zero: now. */
    long waitNanos(long nowNanos) {
        return rule.waitNanos(fullAtNanos, nowNanos);
    }

    /** A contested takeover has taken place. */
    void taken(long nowNanos) {
        fullAtNanos = rule.fullAtAfterTaking(fullAtNanos, nowNanos);
    }

    private int indexOf(long instance) {
        for (int i = 0; i < count; i++) {
            if (losers[i] == instance) {
                return i;
            }
        }
        return -1;
    }
}
