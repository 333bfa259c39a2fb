package io.linekeeper.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Simulates the scenarios of many seeds, on one or several threads: each simulation has one thread and shares nothing.
 *
 * @param from the first seed
 * @param to the last one
 */
public record Seeds(long from, long to) {
    private static final int MOST_FAILURES = 5;

    /** @throws IllegalArgumentException if there is no seed between the two */
    public Seeds {
        if (to < from) {
            throw new IllegalArgumentException(
                    "the seeds " + from + "-" + to + " are none; put the smaller number first, as in 1-2000");
        }
    }

    /**
     * Reads a range such as {@code 1-2000}, or one seed.
     *
     * @throws IllegalArgumentException if it is neither, with one sentence
     */
    public static Seeds parse(String text) {
        int dash = text.indexOf('-', 1);
        try {
            long first = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
            return new Seeds(first, dash < 0 ? first : Long.parseLong(text.substring(dash + 1)));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "the seeds \"" + text + "\" are no range of numbers; write one as in 1-2000, or a single seed",
                    notANumber);
        }
    }

    /** The command that simulates a range. */
    public static String command(long from, long to) {
        return "./mvnw -q -Dquick -pl sim -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsim.seeds=" + from + "-" + to;
    }

    /** How many there are. */
    public long count() {
        return to - from + 1;
    }

    /**
     * Runs them all, or until a few have failed.
     *
     * @param done is told each outcome, on any thread
     * @return those that failed
     */
    public List<Outcome> run(int threads, Consumer<Outcome> done) {
        AtomicLong next = new AtomicLong(from);
        ConcurrentLinkedQueue<Outcome> failed = new ConcurrentLinkedQueue<>();
        Runnable worker = () -> {
            for (long seed = next.getAndIncrement();
                    seed <= to && failed.size() < MOST_FAILURES;
                    seed = next.getAndIncrement()) {
                Outcome outcome = Outcome.of(Scenario.of(seed));
                done.accept(outcome);
                if (!outcome.passed()) {
                    failed.add(outcome);
                }
            }
        };
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread thread = new Thread(worker, "seeds-" + i);
            thread.start();
            others.add(thread);
        }
        worker.run();
        others.forEach(Seeds::await);
        return new ArrayList<>(failed);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
