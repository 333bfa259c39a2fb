package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.matrix.Seconds;
import io.linekeeper.lab.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** The matrix as text, faults as rows; below it how each detector did, and what is wrong. */
public final class TerminalTable implements Report {
    private static final int HEADING_WIDTH = 9;
    private static final String GAP = "  ";
    private static final String RESET = "\u001b[0m";

    private final boolean colour;

    /** @param colour whether to colour the cells by ANSI escapes */
    public TerminalTable(boolean colour) {
        this.colour = colour;
    }

    @Override
    public String render(Result result) {
        StringBuilder text = new StringBuilder();
        List<Integer> widths = widths(result);
        headings(result, widths, text);
        for (Scene scene : result.scenes()) {
            row(result, scene, widths, text);
        }
        text.append(
                "\nTimes are from the fault to the verdict, the median of all lines. never: dead, and not found. lives: alive, and"
                        + " left alone.\nkilled: alive, and ended. (in brackets), and ~: predicted, since no run waits so long. !: not as"
                        + " expected.\n\n");
        tallies(result, text);
        faults(result, text);
        return text.append(machine(result)).toString();
    }

    private static String machine(Result result) {
        Result.Machine machine = result.machine();
        return "linekeeper lab, " + machine.linekeeper() + ", on " + machine.kernel() + ", JDK " + machine.jdk()
                + ", Netty " + machine.netty() + ", " + machine.processors() + " processors; each fault "
                + result.repetitions() + (result.repetitions() == 1 ? " time" : " times") + ", in "
                + Seconds.of(result.took()) + "\n";
    }

    private static void tallies(Result result, StringBuilder text) {
        for (Detector detector : result.detectors()) {
            Tally tally = Tally.of(result, detector);
            if (!detector.predictedOnly()) {
                text.append(pad(detector.id(), 26))
                        .append(pad(tally.killed() + " live lines killed,", 24))
                        .append(tally.missed())
                        .append(" of ")
                        .append(tally.dead())
                        .append(" dead ones not found\n");
            }
        }
        text.append('\n');
    }

    private static void faults(Result result, StringBuilder text) {
        for (Cell cell : result.cells()) {
            cell.wrong()
                    .forEach(sentence -> text.append("WRONG ")
                            .append(cell.scene())
                            .append(", ")
                            .append(cell.detector())
                            .append(": ")
                            .append(sentence)
                            .append('\n'));
        }
        result.failed()
                .forEach(sentence -> text.append("FAILED ").append(sentence).append('\n'));
    }

    private static List<Integer> widths(Result result) {
        List<Integer> widths = new ArrayList<>();
        for (Detector detector : result.detectors()) {
            int width =
                    heading(detector).stream().mapToInt(String::length).max().orElse(0);
            for (Cell cell : result.cells()) {
                if (cell.detector().equals(detector.id())) {
                    width = Math.max(width, CellLook.of(cell).text().length());
                }
            }
            widths.add(width);
        }
        return widths;
    }

    private static int labelWidth(Result result) {
        return result.scenes().stream()
                .mapToInt(scene -> scene.id().length())
                .max()
                .orElse(0);
    }

    private static void headings(Result result, List<Integer> widths, StringBuilder text) {
        List<List<String>> headings =
                result.detectors().stream().map(TerminalTable::heading).toList();
        int height = headings.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder row = new StringBuilder(pad("", labelWidth(result)));
            for (int i = 0; i < headings.size(); i++) {
                List<String> words = headings.get(i);
                int at = line - (height - words.size());
                row.append(GAP).append(pad(at < 0 ? "" : words.get(at), widths.get(i)));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    /** A title in short lines. */
    private static List<String> heading(Detector detector) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : detector.title().split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > HEADING_WIDTH) {
                lines.add(line);
                line = word;
            } else {
                line = line.isEmpty() ? word : line + " " + word;
            }
        }
        lines.add(line);
        return lines;
    }

    private void row(Result result, Scene scene, List<Integer> widths, StringBuilder text) {
        StringBuilder row = new StringBuilder(pad(scene.id(), labelWidth(result)));
        for (int i = 0; i < result.detectors().size(); i++) {
            String detector = result.detectors().get(i).id();
            Cell cell = cell(result, scene.id(), detector);
            row.append(GAP).append(painted(cell, pad(CellLook.of(cell).text(), widths.get(i))));
        }
        text.append(row.toString().stripTrailing()).append('\n');
    }

    static Cell cell(Result result, String scene, String detector) {
        return result.cells().stream()
                .filter(cell -> cell.scene().equals(scene) && cell.detector().equals(detector))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cell for " + scene + " and " + detector));
    }

    private String painted(Cell cell, String text) {
        if (!colour) {
            return text;
        }
        String code = switch (CellLook.of(cell).kind()) {
            case FOUND, LIVES -> "\u001b[32m";
            case NEVER -> "\u001b[33m";
            case KILLED -> "\u001b[31m";
            case PREDICTED -> "\u001b[2m";
        };
        return (cell.wrong().isEmpty() ? code : "\u001b[7m" + code) + text + RESET;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
