package io.linekeeper.sim;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Simulates a range of seeds on all cores, and says how far it is: {@code java ... io.linekeeper.sim.Main 1-1000000}. */
public final class Main {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long TELL_NANOS = 5_000_000_000L;

    private Main() {}

    /**
     * Exits with 1 if a seed fails.
     *
     * @param args a range of seeds, as in 1-2000
     */
    public static void main(String[] args) {
        try {
            Seeds seeds = Seeds.parse(args.length == 1 ? args[0] : "1-2000");
            List<Outcome> failed = seeds.run(Runtime.getRuntime().availableProcessors(), new Progress(seeds.count()));
            failed.forEach(outcome -> System.out.println(Report.of(outcome, Commit.id())));
            System.exit(failed.isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException badUsage) {
            System.err.println(badUsage.getMessage());
            System.exit(2);
        }
    }

    /** Says now and then how many are done, and how long the rest will take. */
    static final class Progress implements Consumer<Outcome> {
        private final long count;
        private final long began = System.nanoTime();
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong events = new AtomicLong();
        private final AtomicLong toldAt = new AtomicLong(began);

        Progress(long count) {
            this.count = count;
        }

        @Override
        public void accept(Outcome outcome) {
            long finished = done.incrementAndGet();
            events.addAndGet(outcome.events());
            long now = System.nanoTime();
            long told = toldAt.get();
            boolean due = now - told > TELL_NANOS || finished == count;
            if (due && toldAt.compareAndSet(told, now)) {
                double seconds = (now - began) / NANOS_PER_SECOND;
                System.out.printf(
                        Locale.ROOT,
                        "%,d of %,d seeds, %,d events, %.1f s, %.0f s left%n",
                        finished,
                        count,
                        events.get(),
                        seconds,
                        seconds / finished * (count - finished));
            }
        }
    }
}
