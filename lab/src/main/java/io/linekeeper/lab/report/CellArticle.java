package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Seconds;
import io.linekeeper.lab.matrix.Spread;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All that is known of a cell: what was expected and why, and each line's timeline. */
final class CellArticle {
    private static final Template ARTICLE = Template.named("cell.html");

    private CellArticle() {}

    static String of(Scene scene, Detector detector, Cell cell, Duration watched) {
        CellLook look = CellLook.of(cell);
        return ARTICLE.with(Map.ofEntries(
                Map.entry("id", Html.text(id(cell))),
                Map.entry("kind", kind(look)),
                Map.entry("look", Html.text(look.text())),
                Map.entry("wrong", cell.wrong().isEmpty() ? "" : " off"),
                Map.entry("fault", Html.text(scene.id())),
                Map.entry("detector", Html.text(detector.title())),
                Map.entry("happens", Html.text(scene.sentence())),
                Map.entry("does", Html.text(detector.sentence())),
                Map.entry("expected", Html.text(expected(cell.expected()))),
                Map.entry("window", Timeline.hasWindow(cell.expected()) ? " class=\"expected\"" : ""),
                Map.entry("measured", measured(cell)),
                Map.entry("lines", lines(cell, watched))));
    }

    /** Its place in the page. */
    static String id(Cell cell) {
        return cell.scene() + "." + cell.detector();
    }

    static String kind(CellLook look) {
        return look.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String expected(Expectation expected) {
        return sentence(CellLook.window(expected) + "; " + expected.why());
    }

    private static String sentence(String words) {
        String begun = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }

    private static String measured(Cell cell) {
        StringBuilder rows = new StringBuilder();
        cell.found()
                .filter(spread -> spread.found() > 1)
                .ifPresent(spread -> rows.append(row("Measured", spread(cell, spread))));
        cell.wrong()
                .forEach(sentence -> rows.append("<dt class=\"alarm\">Wrong</dt>")
                        .append(Html.element("dd", "alarm", sentence(sentence))));
        return rows.toString();
    }

    private static String row(String name, String words) {
        return Html.element("dt", name) + Html.element("dd", words);
    }

    private static String spread(Cell cell, Spread spread) {
        return spread.found() + " of " + cell.outcomes().size() + " lines, after " + CellLook.time(spread.min())
                + " to " + CellLook.time(spread.max()) + ", median " + CellLook.time(spread.median()) + ".";
    }

    private static String lines(Cell cell, Duration watched) {
        return cell.outcomes().isEmpty()
                ? "<p>Not run: this is what the arithmetic says.</p>"
                : cell.outcomes().stream()
                        .map(outcome -> line(cell, outcome, watched))
                        .collect(Collectors.joining());
    }

    private static String line(Cell cell, Outcome outcome, Duration watched) {
        return "<figure>" + Timeline.of(cell.expected(), outcome, watched) + "<figcaption>"
                + (outcome.isFound()
                        ? verdict(outcome)
                        : "Kept in the " + Seconds.of(watched) + " in which it was watched.")
                + "</figcaption></figure>";
    }

    private static String verdict(Outcome outcome) {
        return Html.element("b", outcome.fate()) + " after " + CellLook.time(Duration.ofNanos(outcome.found())) + ". "
                + Html.text(outcome.says());
    }
}
