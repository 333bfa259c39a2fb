package io.linekeeper.bench.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Heap per line for liveness: the slope of used heap over lines, less that of the base. */
final class HeapFigure implements Figure {
    private static final List<Integer> STEPS = List.of(1_000, 5_000, 10_000, 19_000);

    @Override
    public String word() {
        return "heap";
    }

    @Override
    public String title() {
        return "Heap per line for liveness, bytes (goal: 120 as handlers of their own)";
    }

    @Override
    public void round(Size size, int round, Results results) throws Exception {
        List<String> contestants = new ArrayList<>(List.of(Watch.NONE, "line-only", "one-way", "two-way"));
        contestants.addAll(Watch.PEERS);
        Map<String, Double> slopes = new LinkedHashMap<>();
        for (String watch : contestants) {
            slopes.put(watch, slope(watch));
        }
        slopes.forEach((watch, slope) -> {
            results.add(watch, "bytes per line", 0, slope);
            results.add(watch, "for liveness", 0, slope - slopes.getOrDefault(Watch.NONE, 0.0));
        });
    }

    private static double slope(String watch) throws Exception {
        List<double[]> points = new ArrayList<>();
        try (Run run = new Run(Child.SERIAL, watch, "epoll", Terms.leisurely())) {
            for (int lines : STEPS) {
                run.openUpTo(lines);
                run.clients.ask("beat 500");
                TimeUnit.MILLISECONDS.sleep(1_200);
                run.clients.ask("beat 0");
                TimeUnit.MILLISECONDS.sleep(200);
                points.add(new double[] {lines, run.server.askNumber("heap")});
            }
        }
        return slope(points);
    }

    /** The median of the slopes between any two points, which one bad point does not move. */
    private static double slope(List<double[]> points) {
        List<Double> slopes = new ArrayList<>();
        for (double[] from : points) {
            for (double[] to : points) {
                if (to[0] > from[0]) {
                    slopes.add((to[1] - from[1]) / (to[0] - from[0]));
                }
            }
        }
        return Spread.of(slopes).median();
    }
}
