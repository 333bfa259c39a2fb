package io.linekeeper.sim;

import java.util.Map;
import java.util.function.LongFunction;

/** Simulates seed after seed until one fails: run among classes with a fault in them. */
public final class SeedCheck {
    /** Within so many a fault must be found. */
    static final int MOST_SEEDS = 400;

    private static final double OFTEN = 15;

    private SeedCheck() {}

    /** The same where cables are cut and processes hang, both often. */
    public static void underOutages() {
        Map<MishapKind, Double> mishaps = Map.of(MishapKind.CABLE_CUT, OFTEN, MishapKind.PROCESS_HUNG, OFTEN);
        untilOneFails(seed -> Scenario.draw(SimOptions.of(seed).withMishaps(mishaps)));
    }

    /**
     * Those of a build.
     *
     * @throws AssertionError with the failure of the first seed that has one
     */
    public static void ofEachKind() {
        untilOneFails(Scenario::of);
    }

    private static void untilOneFails(LongFunction<Scenario> scenarios) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Outcome outcome = Outcome.of(scenarios.apply(seed));
            if (!outcome.passed()) {
                throw new AssertionError("seed " + seed + ": " + outcome.kind() + ": " + outcome.failure());
            }
        }
    }
}
