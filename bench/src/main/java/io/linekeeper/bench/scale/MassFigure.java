package io.linekeeper.bench.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All lines fall silent at once, but a few that go on in good health. Each server lives through it several times. */
final class MassFigure implements Figure {
    private static final Terms TERMS = Terms.of(Duration.ofSeconds(5));
    private static final int HEALTHY = 20;

    @Override
    public String word() {
        return "mass";
    }

    @Override
    public String title() {
        return "All lines silent at once, bound 5 s, milliseconds (goals: all found after two ticks + 25 = 75, ended at"
                + " 0.9 of a bare close loop or better, healthy lines delayed 50 at most)";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void round(Size size, int round, Results results) throws Exception {
        List<String> contestants = new ArrayList<>(List.of(Watch.NONE, "two-way", "one-way"));
        contestants.addAll(Watch.PEERS);
        for (String watch : contestants) {
            try (Run run = new Run(watch, "epoll", TERMS);
                    Child healthy = run.moreClients()) {
                healthy.ask("open " + HEALTHY);
                run.awaitOpen(HEALTHY);
                run.server.ask("spare");
                healthy.ask("echo");
                // The first time is for the JVM to learn.
                for (int i = 0; i <= size.repeats(); i++) {
                    die(watch, run, healthy, size, i > 0 ? results : new Results());
                }
            }
        }
    }

    private static void die(String watch, Run run, Child healthy, Size size, Results results) throws Exception {
        run.clients.ask("beat 1000");
        run.clients.ask("open " + size.lines());
        run.awaitOpen(size.lines() + HEALTHY);
        TimeUnit.SECONDS.sleep(3);
        run.clients.ask("last 0");
        long bound = TERMS.bound().toNanos();
        long began = System.nanoTime();
        boolean bare = watch.equals(Watch.NONE);
        TimeUnit.MILLISECONDS.sleep(1_000);
        healthy.ask("worst");
        TimeUnit.MILLISECONDS.sleep(3_800);
        double usual = healthy.askNumber("worst") / 1e6;
        CpuTime before = CpuTime.of(run.server);
        if (bare) {
            began = run.server.askNumber("close");
        }
        run.awaitOpen(HEALTHY);
        double spent = CpuTime.of(run.server).nanosSince(before) / 1e3;
        double worst = healthy.askNumber("worst") / 1e6;
        Deaths deaths = Deaths.of(run.clients.askAll("sent"), run.server.askAll("ends"));
        long deadline = bare ? began : deaths.firstSent() + bound;
        if (!bare) {
            results.add(watch, "deadlines spread", 0, (deaths.lastSent() - deaths.firstSent()) / 1e6);
            results.add(watch, "all found", 0, (deaths.lastFound() - deadline) / 1e6);
            results.add(watch, "after the last deadline", 0, (deaths.lastFound() - deaths.lastSent() - bound) / 1e6);
        }
        results.add(watch, "all closed", 0, (deaths.lastClosed() - deadline) / 1e6);
        results.add(watch, "server CPU per line, us", 1, spent / size.lines());
        results.add(watch, "slowest healthy echo", 1, worst);
        results.add(watch, "slowest before", 1, usual);
        run.forgetLines();
        run.awaitOpen(HEALTHY);
    }
}
