package io.linekeeper.sim;

import io.linekeeper.sim.invariant.Broken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulation ended.
 *
 * @param failure what was thrown, or null if all held
 * @param hash of the trace: the same for the same scenario
 * @param events how many there were
 * @param connections how many were accepted
 * @param latest the latest entries of the trace that tell how it failed; empty if it did not or they were not kept
 */
public record Outcome(
        Scenario scenario,
        @Nullable RuntimeException failure,
        long hash,
        long events,
        int connections,
        List<String> latest) {
    private static final int MOST_ENTRIES = 60;

    /** Runs a scenario. */
    public static Outcome of(Scenario scenario) {
        return run(new World(scenario, false), scenario);
    }

    /** Runs a scenario and keeps its trace. */
    static Outcome traced(Scenario scenario) {
        return run(new World(scenario, true), scenario);
    }

    private static Outcome run(World world, Scenario scenario) {
        RuntimeException failure = null;
        try {
            world.run();
        } catch (RuntimeException broken) {
            failure = broken;
        }
        List<String> subjects = failure instanceof Broken broken ? broken.subjects() : List.of();
        List<String> latest = world.trace().latest(MOST_ENTRIES, subjects);
        return new Outcome(scenario, failure, world.trace().hash(), world.events(), world.connections(), latest);
    }

    /** Whether everything held. */
    public boolean passed() {
        return failure == null;
    }

    /** What failed: the invariant's name, or that of the exception. */
    String kind() {
        if (failure == null) {
            return "passed";
        }
        String message = String.valueOf(failure.getMessage());
        return failure instanceof Broken
                ? message.substring(0, message.indexOf(':'))
                : failure.getClass().getSimpleName();
    }
}
