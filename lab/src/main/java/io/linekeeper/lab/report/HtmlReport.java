package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.matrix.Seconds;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.policy.Durations;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as one page that opens offline: nothing is fetched. A cell leads to its timelines by the address's fragment alone; the script only
 * adds keys (arrows, Escape). It is well-formed XML, too.
 */
public final class HtmlReport implements Report {
    private static final Template PAGE = Template.named("page.html");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** It takes no settings. */
    public HtmlReport() {}

    @Override
    public String render(Result result) {
        return PAGE.with(Map.of(
                "style", Template.resource("report.css"),
                "script", Template.resource("report.js"),
                "lead", Html.text(lead(result)),
                "machine", machine(result),
                "verdict", verdict(result),
                "matrix", new MatrixTable(result).render(),
                "counts", counts(result),
                "detectors", detectors(result),
                "faults", faults(result),
                "cells", cells(result)));
    }

    private static String lead(Result result) {
        long measured = result.cells().stream()
                .filter(cell -> !cell.outcomes().isEmpty())
                .count();
        return count(result.scenes().size(), "real fault") + " before "
                + count(result.detectors().size(), "way") + " to find dead TCP connections: " + measured
                + " cells measured, each compared with what the detector's own arithmetic says.";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String machine(Result result) {
        Result.Machine machine = result.machine();
        return fact("Linekeeper", machine.linekeeper())
                + fact("kernel", machine.kernel())
                + fact("JDK", machine.jdk())
                + fact("Netty", machine.netty())
                + fact("processors", Integer.toString(machine.processors()))
                + fact("begun", TIME.format(result.began()))
                + fact("took", Seconds.of(result.took()))
                + fact("each fault", result.repetitions() == 1 ? "once" : result.repetitions() + " times");
    }

    private static String fact(String name, String value) {
        return "<div>" + Html.element("dt", name) + Html.element("dd", value) + "</div>";
    }

    private static String verdict(Result result) {
        if (result.right()) {
            return Html.element("p", "right", "Every cell is as its arithmetic says.");
        }
        String sentences = result.cells().stream().map(HtmlReport::wrong).collect(Collectors.joining());
        String failed = result.failed().stream()
                .map(sentence -> "<li><b>not played:</b> " + Html.text(sentence) + "</li>")
                .collect(Collectors.joining());
        return "<section class=\"alarms\"><h2>Not as expected</h2><ul>" + sentences + failed + "</ul></section>";
    }

    private static String counts(Result result) {
        return Tally.whyTheDeadDiffer(result)
                .map(why -> Html.element("p", "hint", why))
                .orElse("");
    }

    private static String wrong(Cell cell) {
        String link = Html.link(CellArticle.id(cell), cell.scene() + ", " + cell.detector());
        return cell.wrong().stream()
                .map(sentence -> "<li>" + link + ": " + Html.text(sentence) + "</li>")
                .collect(Collectors.joining());
    }

    private static String detectors(Result result) {
        return result.detectors().stream()
                .map(detector -> detector(result, detector))
                .collect(Collectors.joining());
    }

    private static String detector(Result result, Detector detector) {
        Tally tally = Tally.of(result, detector);
        String bound = detector.bound().map(Durations::format).orElse("never");
        String counts = detector.predictedOnly()
                ? "<td colspan=\"2\" class=\"predicted\">not run</td>"
                : Html.element("td", tally.missed() > 0 ? "never" : "found", tally.found() + " of " + tally.dead())
                        + Html.element("td", tally.killed() > 0 ? "killed" : "lives", Integer.toString(tally.killed()));
        return "<tr id=\"detector." + Html.text(detector.id()) + "\"><th scope=\"row\""
                + (detector.ours() ? " class=\"ours\">" : ">") + Html.text(detector.title()) + "</th>"
                + Html.element("td", "words", detector.sentence()) + Html.element("td", bound) + counts + "</tr>";
    }

    private static String faults(Result result) {
        return result.scenes().stream().map(HtmlReport::fault).collect(Collectors.joining());
    }

    private static String fault(Scene scene) {
        return "<tr id=\"fault." + Html.text(scene.id()) + "\"><th scope=\"row\">" + Html.text(scene.id()) + "</th>"
                + Html.element("td", "words", scene.sentence())
                + Html.element("td", scene.truth().alive() ? "live" : "dead") + "</tr>";
    }

    private static String cells(Result result) {
        StringBuilder articles = new StringBuilder();
        for (Scene scene : result.scenes()) {
            for (Detector detector : result.detectors()) {
                articles.append(CellArticle.of(
                        scene, detector, TerminalTable.cell(result, scene, detector), result.watched(scene)));
            }
        }
        return articles.toString();
    }
}
