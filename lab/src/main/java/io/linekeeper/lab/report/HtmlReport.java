package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.matrix.Seconds;
import io.linekeeper.lab.scene.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * A run as one page that opens offline: nothing is fetched, and no script runs. A cell leads to its timelines, by the address's fragment
 * alone. It is well-formed XML, too.
 */
public final class HtmlReport implements Report {
    /** It takes no settings. */
    public HtmlReport() {}

    @Override
    public String render(Result result) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.append("<title>linekeeper lab: what detects what</title><style>")
                .append(style())
                .append("</style></head>");
        page.append("<body><main><h1>What detects what</h1>");
        head(result, page);
        wrong(result, page);
        matrix(result, page);
        legend(page);
        page.append("<section id=\"cells\" aria-label=\"cells\">");
        result.cells().forEach(cell -> details(result, cell, page));
        page.append("</section>");
        tallies(result, page);
        glossary(result, page);
        return page.append("</main></body></html>\n").toString();
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void head(Result result, StringBuilder page) {
        Result.Machine machine = result.machine();
        long cells = result.cells().stream()
                .filter(cell -> !cell.outcomes().isEmpty())
                .count();
        page.append("<p class=\"lead\">")
                .append(Html.text(result.scenes().size() + " real faults before "
                        + result.detectors().size()
                        + " ways to find dead TCP connections: " + cells
                        + " cells measured, each compared with what the"
                        + " detector's own arithmetic says."))
                .append("</p><p class=\"machine\">")
                .append(Html.text("Linekeeper " + machine.linekeeper() + " on " + machine.kernel() + ", JDK "
                        + machine.jdk() + ", Netty " + machine.netty() + ", " + machine.processors() + " processors. "
                        + "Begun " + result.began() + ", took " + Seconds.of(result.took()) + "; each fault was made "
                        + (result.repetitions() == 1 ? "once." : result.repetitions() + " times.")))
                .append("</p>");
    }

    private static void wrong(Result result, StringBuilder page) {
        if (result.right()) {
            page.append(
                    "<p class=\"right\">Every cell is as expected, and no live line was killed against expectation.</p>");
            return;
        }
        page.append("<div class=\"wrong\"><h2>Not as expected</h2><ul>");
        for (Cell cell : result.cells()) {
            cell.wrong()
                    .forEach(sentence -> page.append("<li><a href=\"#")
                            .append(id(cell))
                            .append("\">")
                            .append(Html.text(cell.scene() + ", " + cell.detector()))
                            .append("</a>: ")
                            .append(Html.text(sentence))
                            .append("</li>"));
        }
        result.failed().forEach(sentence -> page.append(Html.element("li", sentence)));
        page.append("</ul></div>");
    }

    private static void matrix(Result result, StringBuilder page) {
        page.append("<div class=\"scroll\"><table id=\"matrix\"><thead><tr><th>fault</th>");
        for (Detector detector : result.detectors()) {
            page.append(detector.ours() ? "<th class=\"ours\" title=\"" : "<th title=\"")
                    .append(Html.text(detector.sentence()))
                    .append("\">")
                    .append(Html.text(detector.title()))
                    .append("</th>");
        }
        page.append("</tr></thead><tbody>");
        for (Scene scene : result.scenes()) {
            page.append("<tr><th title=\"")
                    .append(Html.text(scene.sentence()))
                    .append("\">")
                    .append(Html.text(scene.id()))
                    .append("</th>");
            result.detectors().forEach(detector -> field(TerminalTable.cell(result, scene.id(), detector.id()), page));
            page.append("</tr>");
        }
        page.append("</tbody></table></div>");
    }

    private static void field(Cell cell, StringBuilder page) {
        CellLook look = CellLook.of(cell);
        page.append("<td class=\"")
                .append(look.kind().name().toLowerCase(Locale.ROOT))
                .append(cell.wrong().isEmpty() ? "" : " off")
                .append("\"><a href=\"#")
                .append(id(cell))
                .append("\" title=\"")
                .append(Html.text("expected: " + CellLook.window(cell.expected())))
                .append("\">")
                .append(Html.text(look.text()))
                .append("</a></td>");
    }

    private static void legend(StringBuilder page) {
        page.append("<p class=\"legend\"><span class=\"found\">5.0 s</span> dead, and found so long after the fault ")
                .append("<span class=\"never\">never</span> dead, and not found ")
                .append("<span class=\"lives\">lives</span> alive, and left alone ")
                .append("<span class=\"killed\">killed</span> alive, and ended ")
                .append("<span class=\"predicted\">(2 h)</span> predicted, as no run waits for it ")
                .append("<span class=\"never off\">!</span> not as expected. Choose a cell to see its lines.</p>");
    }

    private static void tallies(Result result, StringBuilder page) {
        page.append(
                        "<h2>How each did</h2><table class=\"tally\"><thead><tr><th>detector</th><th>live lines killed</th>")
                .append("<th>dead lines not found</th></tr></thead><tbody>");
        for (Detector detector : result.detectors()) {
            if (!detector.predictedOnly()) {
                Tally tally = Tally.of(result, detector);
                page.append("<tr>").append(Html.element("th", detector.title()));
                page.append("<td class=\"")
                        .append(tally.killed() > 0 ? "killed" : "lives")
                        .append("\">");
                page.append(tally.killed()).append("</td><td class=\"").append(tally.missed() > 0 ? "never" : "found");
                page.append("\">")
                        .append(tally.missed())
                        .append(" of ")
                        .append(tally.dead())
                        .append("</td></tr>");
            }
        }
        page.append("</tbody></table>");
    }

    private static void glossary(Result result, StringBuilder page) {
        page.append("<h2>The faults</h2><dl>");
        result.scenes()
                .forEach(scene ->
                        page.append(Html.element("dt", scene.id())).append(Html.element("dd", scene.sentence())));
        page.append("</dl><h2>The detectors</h2><dl>");
        result.detectors()
                .forEach(detector -> page.append(Html.element("dt", detector.title()))
                        .append(Html.element("dd", detector.sentence())));
        page.append("</dl>");
    }

    private static void details(Result result, Cell cell, StringBuilder page) {
        page.append("<article id=\"")
                .append(id(cell))
                .append("\"><a class=\"back\" href=\"#matrix\">back to the matrix</a>");
        page.append(Html.element("h2", cell.scene() + " before " + cell.detector()));
        sentences(result, cell, page);
        page.append("<p><b>Expected:</b> ")
                .append(Html.text(CellLook.window(cell.expected()) + ", since: "
                        + cell.expected().why()))
                .append(".</p>");
        cell.wrong()
                .forEach(sentence -> page.append("<p class=\"wrong\">")
                        .append(Html.text(sentence))
                        .append("</p>"));
        cell.found()
                .filter(spread -> spread.found() > 1)
                .ifPresent(spread -> page.append(Html.element(
                        "p",
                        spread.found() + " lines: from " + Seconds.of(spread.min()) + " to " + Seconds.of(spread.max())
                                + ", median " + Seconds.of(spread.median()))));
        if (cell.bystandersKilled() > 0) {
            page.append("<p class=\"wrong\">")
                    .append(cell.bystandersKilled())
                    .append(" lines were ended that the fault did not touch.</p>");
        }
        if (cell.outcomes().isEmpty()) {
            page.append("<p>Not run: this is what the arithmetic says.</p>");
        }
        cell.outcomes().forEach(outcome -> line(cell, outcome, page));
        page.append("</article>");
    }

    private static void sentences(Result result, Cell cell, StringBuilder page) {
        result.scenes().stream()
                .filter(scene -> scene.id().equals(cell.scene()))
                .forEach(scene -> page.append(Html.element("p", scene.sentence())));
        result.detectors().stream()
                .filter(detector -> detector.id().equals(cell.detector()))
                .forEach(detector -> page.append(Html.element("p", detector.sentence())));
    }

    private static void line(Cell cell, Outcome outcome, StringBuilder page) {
        page.append("<figure>").append(Timeline.of(cell.expected(), outcome)).append("<figcaption>");
        page.append(
                outcome.isFound()
                        ? "<b>" + Html.text(outcome.fate()) + "</b> after " + Seconds.of(outcome.found()) + ". "
                                + Html.text(outcome.says())
                        : "Not ended as long as it was watched.");
        page.append("</figcaption></figure>");
    }

    private static String id(Cell cell) {
        return Html.text(cell.scene() + "." + cell.detector());
    }
}
