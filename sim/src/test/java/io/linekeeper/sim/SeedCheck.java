package io.linekeeper.sim;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
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

    /** The same where devices read slowly what is much, under a user time-out. */
    public static void withSlowReaders() {
        Map<MishapKind, Double> mishaps = Map.of(MishapKind.SLOW_READER, OFTEN, MishapKind.BULK, OFTEN);
        LivenessPolicy policy = new LivenessPolicy(
                KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(2), Duration.ofSeconds(1), 5))
                        .withUserTimeout(Duration.ofSeconds(8)),
                new Heartbeat.OneWay(Duration.ofSeconds(5)),
                Duration.ofSeconds(4),
                Duration.ofSeconds(1));
        untilOneFails(seed -> Scenario.draw(
                SimOptions.of(seed).withMishaps(mishaps).withWitness(true).withPolicy(policy)));
    }

    /** The same without a witness, with loops that are late by more than the short intervals between questions. */
    public static void onLateLoops() {
        Map<MishapKind, Double> mishaps = Map.of(MishapKind.LOOP_LATE, OFTEN);
        LivenessPolicy policy = new LivenessPolicy(
                KernelPolicy.off(),
                new Heartbeat.TwoWay(
                        new KeepAlive(Duration.ofSeconds(1), Duration.ofMillis(200), 2), Heartbeat.Answers.REQUIRED),
                Duration.ofSeconds(4),
                Duration.ofSeconds(1));
        untilOneFails(seed -> Scenario.draw(
                SimOptions.of(seed).withMishaps(mishaps).withWitness(false).withPolicy(policy)));
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
                throw new AssertionError(
                        "found by " + outcome.kind() + ": " + "seed " + seed + ", " + outcome.failure());
            }
        }
    }
}
