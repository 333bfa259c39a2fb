package io.linekeeper.bench.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How late verdicts are on the real clock. Lines fall silent one after the other, all within twice the bound. */
final class LatenessFigure implements Figure {
    private static final Terms TERMS = Terms.of(Duration.ofSeconds(5));

    @Override
    public String word() {
        return "lateness";
    }

    @Override
    public String title() {
        return "Lateness of verdicts, bound 5 s, tick 25 ms, milliseconds"
                + " (goal: p99 two ticks + 5 = 55 with the witness, four + 5 = 105 without; never early)";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void round(Size size, int round, Results results) throws Exception {
        List<String> contestants =
                new ArrayList<>(List.of("two-way epoll", "one-way epoll", "two-way nio", "one-way nio"));
        Watch.PEERS.forEach(peer -> contestants.add(peer + " epoll"));
        for (String contestant : contestants) {
            String[] words = contestant.split(" ");
            Deaths deaths = deaths(words[0], words[1], size.lines());
            double[] lateness = deaths.latenessMillis(TERMS.bound().toNanos());
            double[] lessCredit = deaths.latenessLessCredit(TERMS.bound().toNanos());
            results.add(contestant, "p50", 1, Spread.quantile(lateness, 0.5));
            results.add(contestant, "p99", 1, Spread.quantile(lateness, 0.99));
            results.add(contestant, "p99 less what was credited", 1, Spread.quantile(lessCredit, 0.99));
            results.add(contestant, "latest", 1, Spread.quantile(lateness, 1));
            results.add(contestant, "earliest", 1, Spread.quantile(lateness, 0));
            results.add(contestant, "found of " + size.lines(), 0, lateness.length);
        }
    }

    private static Deaths deaths(String watch, String transport, int lines) throws Exception {
        try (Run run = new Run(watch, transport, TERMS)) {
            run.clients.ask("beat 1000");
            run.openUpTo(lines);
            TimeUnit.SECONDS.sleep(3);
            run.clients.ask("last " + 2 * TERMS.bound().toMillis());
            run.awaitOpen(0);
            return Deaths.of(run.clients.askAll("sent"), run.server.askAll("ends"));
        }
    }
}
