package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Result;
import io.linekeeper.lab.matrix.Seconds;
import io.linekeeper.lab.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The matrix as text, faults as rows; below it how each detector did, and what is wrong. A whole run fits into 160 columns when nothing is wrong. */
public final class TerminalTable implements Report {
    private static final String GAP = "  ";
    private static final String RESET = "\u001b[0m";
    private static final String FOUND_ROW = "dead ones found";
    private static final String KILLED_ROW = "live ones killed";
    private static final String LEGEND = """

            5.0 s: dead, and found so long after the fault (the median of all lines)   never: dead, and not found
            lives: alive, and left alone   kills 5s, kills 2/5: alive, and ended after so long, or so many of the lines
            ~15 min: not found in the run, predicted for then   (in brackets): predicted, not run   !: not as expected
            """;
    private static final String SPREAD_LEGEND = """
            min, max: the first and the last of these lines, where 0.1 s or more lie between them
            """;

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
            spread(result, scene, widths, text);
        }
        text.append('\n');
        tally(result, FOUND_ROW, TerminalTable::found, widths, text);
        tally(result, KILLED_ROW, TerminalTable::killed, widths, text);
        Tally.whyTheDeadDiffer(result)
                .ifPresent(why -> text.append('\n').append(why).append('\n'));
        text.append(LEGEND);
        if (result.repetitions() > 1) {
            text.append(SPREAD_LEGEND);
        }
        text.append('\n');
        faults(result, text);
        return text.append(machine(result)).toString();
    }

    private static String machine(Result result) {
        Result.Machine machine = result.machine();
        return "linekeeper lab " + machine.linekeeper() + " on " + machine.kernel() + ", JDK " + machine.jdk()
                + ", Netty " + machine.netty() + ", " + machine.processors() + " processors; each fault "
                + (result.repetitions() == 1 ? "once" : result.repetitions() + " times") + ", in "
                + Seconds.of(result.took()) + "\n";
    }

    private static void faults(Result result, StringBuilder text) {
        for (Cell cell : result.cells()) {
            for (String sentence : cell.wrong()) {
                text.append("WRONG " + cell.scene() + ", " + cell.detector() + ": " + Plain.oneLine(sentence) + "\n");
            }
        }
        result.failed()
                .forEach(sentence ->
                        text.append("FAILED ").append(Plain.oneLine(sentence)).append('\n'));
        if (!result.right()) {
            text.append('\n');
        }
    }

    private static String found(Result result, Detector detector) {
        Tally tally = Tally.of(result, detector);
        return detector.predictedOnly() ? "" : tally.found() + "/" + tally.dead();
    }

    private static String killed(Result result, Detector detector) {
        return detector.predictedOnly()
                ? ""
                : Integer.toString(Tally.of(result, detector).killed());
    }

    private static List<Integer> widths(Result result) {
        List<Integer> widths = new ArrayList<>();
        for (Detector detector : result.detectors()) {
            Stream<String> cells = result.cells().stream()
                    .filter(cell -> cell.detector().equals(detector.id()))
                    .flatMap(cell -> Stream.of(CellLook.of(cell).brief(), min(cell), max(cell)));
            widths.add(widest(Stream.concat(
                    cells,
                    Stream.concat(Heading.lines(detector.title()).stream(), Stream.of(found(result, detector))))));
        }
        return widths;
    }

    private static int labelWidth(Result result) {
        return widest(Stream.concat(result.scenes().stream().map(Scene::id), Stream.of(FOUND_ROW, KILLED_ROW)));
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static void headings(Result result, List<Integer> widths, StringBuilder text) {
        List<List<String>> headings = result.detectors().stream()
                .map(detector -> Heading.lines(detector.title()))
                .toList();
        int height = headings.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            List<String> words = new ArrayList<>();
            for (List<String> heading : headings) {
                int at = line - (height - heading.size());
                words.add(at < 0 ? "" : heading.get(at));
            }
            line(result, "", words, widths, text);
        }
    }

    private static void tally(Result result, String label, Count count, List<Integer> widths, StringBuilder text) {
        List<String> words = result.detectors().stream()
                .map(detector -> count.of(result, detector))
                .toList();
        line(result, label, words, widths, text);
    }

    /** What a row below the matrix says of a detector. */
    @FunctionalInterface
    private interface Count {
        String of(Result result, Detector detector);
    }

    private static void line(
            Result result, String label, List<String> words, List<Integer> widths, StringBuilder text) {
        StringBuilder row = new StringBuilder(pad(label, labelWidth(result)));
        for (int i = 0; i < words.size(); i++) {
            row.append(GAP).append(pad(words.get(i), widths.get(i)));
        }
        text.append(row.toString().stripTrailing()).append('\n');
    }

    private void row(Result result, Scene scene, List<Integer> widths, StringBuilder text) {
        StringBuilder row = new StringBuilder(pad(scene.id(), labelWidth(result)));
        for (int i = 0; i < result.detectors().size(); i++) {
            Cell cell = cell(result, scene, result.detectors().get(i));
            String brief = CellLook.of(cell).brief();
            row.append(GAP).append(painted(cell, brief)).append(" ".repeat(widths.get(i) - brief.length()));
        }
        text.append(row.toString().stripTrailing()).append('\n');
    }

    /** Below the medians of several runs the first and the last, if they differ anywhere. */
    private static void spread(Result result, Scene scene, List<Integer> widths, StringBuilder text) {
        List<Cell> cells = result.detectors().stream()
                .map(detector -> cell(result, scene, detector))
                .toList();
        if (result.repetitions() > 1
                && cells.stream().anyMatch(cell -> !min(cell).isEmpty())) {
            line(result, "  min", cells.stream().map(TerminalTable::min).toList(), widths, text);
            line(result, "  max", cells.stream().map(TerminalTable::max).toList(), widths, text);
        }
    }

    private static String min(Cell cell) {
        return CellLook.spread(cell).map(spread -> CellLook.time(spread.min())).orElse("");
    }

    private static String max(Cell cell) {
        return CellLook.spread(cell).map(spread -> CellLook.time(spread.max())).orElse("");
    }

    static Cell cell(Result result, Scene scene, Detector detector) {
        return result.cells().stream()
                .filter(cell ->
                        cell.scene().equals(scene.id()) && cell.detector().equals(detector.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cell for " + scene.id() + " and " + detector.id()));
    }

    private String painted(Cell cell, String text) {
        if (!colour) {
            return text;
        }
        String code = switch (CellLook.of(cell).kind()) {
            case FOUND -> "\u001b[32m";
            case LIVES -> "\u001b[36m";
            case NEVER, LATER -> "\u001b[33m";
            case CHANCE -> "\u001b[35m";
            case KILLED -> "\u001b[1;31m";
            case PREDICTED -> "\u001b[2m";
        };
        return (cell.wrong().isEmpty() ? code : code + "\u001b[7m") + text + RESET;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
