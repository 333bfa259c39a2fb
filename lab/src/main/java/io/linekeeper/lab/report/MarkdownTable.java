package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;
import java.util.function.Function;

/** The matrix as a table for a page in Markdown: what was killed or not found stands out in bold, what was not run is in italics. */
public final class MarkdownTable implements Report {
    /** It takes no settings. */
    public MarkdownTable() {}

    @Override
    public String render(Result result) {
        StringBuilder text = new StringBuilder("<!-- linekeeper lab, ")
                .append(Plain.oneLine(result.machine().kernel()))
                .append(", ")
                .append(result.began())
                .append(" -->\n");
        row("fault", result, Detector::title, text);
        text.append("| --- |")
                .append(" --- |".repeat(result.detectors().size()))
                .append('\n');
        for (Scene scene : result.scenes()) {
            row(scene.id(), result, detector -> field(result, TerminalTable.cell(result, scene, detector)), text);
        }
        row("*dead lines found*", result, detector -> found(result, detector), text);
        row("*live lines killed*", result, detector -> killed(result, detector), text);
        Tally.whyTheDeadDiffer(result)
                .ifPresent(why -> text.append('\n').append(why).append('\n'));
        return text.toString();
    }

    private static void row(String label, Result result, Function<Detector, String> words, StringBuilder text) {
        text.append("| ").append(label).append(" |");
        for (Detector detector : result.detectors()) {
            text.append(' ').append(words.apply(detector)).append(" |");
        }
        text.append('\n');
    }

    private static String found(Result result, Detector detector) {
        Tally tally = Tally.of(result, detector);
        return detector.predictedOnly() ? "" : tally.found() + " of " + tally.dead();
    }

    private static String killed(Result result, Detector detector) {
        int killed = Tally.of(result, detector).killed();
        String words = killed == 0 ? "0" : "**" + killed + "**";
        return detector.predictedOnly() ? "" : words;
    }

    /** The median; of several runs, where they differ, also the first and the last. */
    private static String field(Result result, Cell cell) {
        String range = result.repetitions() == 1 ? "" : CellLook.range(cell);
        return shown(CellLook.of(cell)) + (range.isEmpty() ? "" : " (" + range + ")");
    }

    private static String shown(CellLook look) {
        return switch (look.kind()) {
            case NEVER, LATER, KILLED -> "**" + look.text() + "**";
            case PREDICTED -> "*" + look.text() + "*";
            case FOUND, LIVES, CHANCE -> look.text();
        };
    }
}
