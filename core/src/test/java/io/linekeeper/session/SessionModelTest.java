package io.linekeeper.session;

import org.junit.jupiter.api.Test;

/**
 * Random interleavings against the naive model, compared after every operation. One seed again:
 * {@code ./mvnw -pl core test -Dtest=SessionModelTest -Dlinekeeper.seed=N}.
 */
class SessionModelTest {
    private static final int SEEDS = 1_000;
    static final int OPERATIONS = 400;

    @Test
    void shouldAgreeWithTheModelAfterEveryOperation() {
        Long one = Long.getLong("linekeeper.seed");
        if (one != null) {
            run(one);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        try {
            new SessionStorm(seed, RealRegistry::new).run(OPERATIONS);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    "seed " + seed + "; again: ./mvnw -pl core test -Dtest=SessionModelTest -Dlinekeeper.seed=" + seed,
                    failure);
        }
    }
}
