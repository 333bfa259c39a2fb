package io.linekeeper.bench.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Processor time of the server per heartbeat. Each line beats every two seconds, a third of the bound. */
final class HeartbeatFigure implements Figure {
    private static final Terms TERMS = Terms.of(Duration.ofSeconds(6));
    private static final int WINDOWS = 5;

    @Override
    public String word() {
        return "heartbeat";
    }

    @Override
    public String title() {
        return "Server CPU per heartbeat, microseconds, and against the base (goal: 1.02)";
    }

    @Override
    public void round(Size size, int round, Results results) throws Exception {
        List<String> contestants = new ArrayList<>(List.of(Watch.NONE, "one-way", "two-way"));
        contestants.addAll(Watch.PEERS);
        Map<String, Double> costs = new LinkedHashMap<>();
        for (String watch : Run.inTurn(contestants, round)) {
            costs.put(watch, cost(watch, size));
        }
        for (String watch : contestants) {
            double cost = costs.getOrDefault(watch, 0.0);
            results.add(watch, "us per heartbeat", 2, cost / 1_000);
            results.add(watch, "against the base", 3, cost / costs.getOrDefault(Watch.NONE, 1.0));
        }
    }

    private static double cost(String watch, Size size) throws Exception {
        try (Run run = new Run(watch, "epoll", TERMS)) {
            run.clients.ask("beat 2000");
            run.openUpTo(size.lines());
            TimeUnit.SECONDS.sleep(size.seconds());
            List<Double> windows = new ArrayList<>();
            for (int i = 0; i < WINDOWS; i++) {
                windows.add(run.nanosPerHeartbeat(Math.max(1, size.seconds() / WINDOWS)));
            }
            return Spread.of(windows).median();
        }
    }
}
