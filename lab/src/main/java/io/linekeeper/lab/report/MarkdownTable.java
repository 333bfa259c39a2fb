package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.scene.Scene;

/** The matrix as a table for a page in Markdown: what was killed or not found stands out in bold. */
public final class MarkdownTable implements Report {
    /** It takes no settings. */
    public MarkdownTable() {}

    @Override
    public String render(Result result) {
        StringBuilder text = new StringBuilder("<!-- linekeeper lab, ")
                .append(result.machine().kernel())
                .append(", ")
                .append(result.began())
                .append(" -->\n| fault |");
        result.detectors()
                .forEach(detector -> text.append(' ').append(detector.title()).append(" |"));
        text.append("\n| --- |")
                .append(" --- |".repeat(result.detectors().size()))
                .append('\n');
        for (Scene scene : result.scenes()) {
            text.append("| ").append(scene.id()).append(" |");
            for (Detector detector : result.detectors()) {
                text.append(' ')
                        .append(shown(CellLook.of(TerminalTable.cell(result, scene.id(), detector.id()))))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String shown(CellLook look) {
        return switch (look.kind()) {
            case NEVER, KILLED -> "**" + look.text() + "**";
            case FOUND, LIVES, PREDICTED -> look.text();
        };
    }
}
