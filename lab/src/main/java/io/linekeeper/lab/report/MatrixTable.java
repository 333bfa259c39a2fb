package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The matrix as a table of the page: each cell leads to its article, each heading to its sentence. */
final class MatrixTable {
    private final Result result;

    MatrixTable(Result result) {
        this.result = result;
    }

    String render() {
        return "<thead><tr><th scope=\"col\" class=\"corner\">fault</th>" + each(MatrixTable::heading)
                + "</tr></thead><tbody>"
                + result.scenes().stream().map(this::row).collect(Collectors.joining())
                + "</tbody><tfoot><tr><th scope=\"row\">dead lines found</th>" + each(this::found)
                + "</tr><tr><th scope=\"row\">live lines killed</th>" + each(this::killed) + "</tr></tfoot>";
    }

    private String each(Function<Detector, String> column) {
        return result.detectors().stream().map(column).collect(Collectors.joining());
    }

    private static String heading(Detector detector) {
        return "<th scope=\"col\"" + (detector.ours() ? " class=\"ours\">" : ">")
                + explained("detector." + detector.id(), Heading.soft(detector.title()), detector.sentence()) + "</th>";
    }

    /** Words that lead to their sentence, which is shown already when they are pointed at or reached by keys. */
    private static String explained(String id, String words, String sentence) {
        return "<a class=\"term\" href=\"#" + Html.text(id) + "\">" + Html.text(words)
                + Html.element("span", "tip", sentence) + "</a>";
    }

    private String row(Scene scene) {
        return "<tr><th scope=\"row\"" + (scene.truth().alive() ? " class=\"alive\">" : ">")
                + explained("fault." + scene.id(), scene.id(), scene.sentence()) + "</th>"
                + each(detector -> field(TerminalTable.cell(result, scene, detector))) + "</tr>";
    }

    private static String field(Cell cell) {
        CellLook look = CellLook.of(cell);
        String id = Html.text(CellArticle.id(cell));
        return "<td class=\"" + CellArticle.kind(look) + (cell.wrong().isEmpty() ? "" : " off") + "\"><a id=\"at." + id
                + "\" href=\"#" + id + "\" title=\""
                + Html.text("expected: " + CellLook.window(cell.expected())) + "\">"
                + Html.text(look.kind() == CellLook.Kind.PREDICTED ? look.brief() : look.text())
                + range(cell) + "</a></td>";
    }

    private static String range(Cell cell) {
        String range = CellLook.range(cell);
        return range.isEmpty() ? "" : Html.element("small", range);
    }

    private String found(Detector detector) {
        Tally tally = Tally.of(result, detector);
        return detector.predictedOnly()
                ? "<td></td>"
                : Html.element("td", tally.missed() > 0 ? "" : "all", tally.found() + " of " + tally.dead());
    }

    private String killed(Detector detector) {
        int killed = Tally.of(result, detector).killed();
        return detector.predictedOnly()
                ? "<td></td>"
                : Html.element("td", killed > 0 ? "killed" : "all", Integer.toString(killed));
    }
}
