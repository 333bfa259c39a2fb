package io.linekeeper.bench.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the runs of one figure came to, by contestant and column, in the order in which they first came. */
final class Results {
    private record Column(String name, int decimals) {}

    private final Map<String, Map<Column, List<Double>>> rows = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();

    /** One run's value, to be shown with so many decimals. */
    void add(String contestant, String column, int decimals, double value) {
        Column its = new Column(column, decimals);
        if (!columns.contains(its)) {
            columns.add(its);
        }
        rows.computeIfAbsent(contestant, key -> new LinkedHashMap<>())
                .computeIfAbsent(its, key -> new ArrayList<>())
                .add(value);
    }

    /** A table in Markdown: median, least and most of each. */
    String table(String first) {
        StringBuilder text = new StringBuilder("| ").append(first).append(" |");
        columns.forEach(column -> text.append(' ').append(column.name()).append(" |"));
        text.append('\n').append("| --- ".repeat(columns.size() + 1)).append("|\n");
        rows.forEach((contestant, row) -> {
            text.append("| ").append(contestant).append(" |");
            for (Column column : columns) {
                List<Double> runs = row.getOrDefault(column, List.of());
                text.append(' ')
                        .append(runs.isEmpty() ? "" : Spread.of(runs).text(column.decimals()))
                        .append(" |");
            }
            text.append('\n');
        });
        return text.toString();
    }
}
