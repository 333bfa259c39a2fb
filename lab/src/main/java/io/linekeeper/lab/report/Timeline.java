package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Outcome.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line's way from the fault over suspicion to the verdict as a drawing (SVG): a bar, which is as long as the line was kept, above it
 * what happened, behind it as a band the window in which it was to be found.
 */
final class Timeline {
    private static final double WIDTH = 900;
    private static final double LEFT = 12;
    private static final double BEFORE = -1;
    private static final double TICKS = 12;
    private static final double[] STEPS = {1, 2, 5, 10, 20, 30};
    private static final int MINUTE = 60;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BAR = 62;
    private static final double BAR_HEIGHT = 9;
    private static final double AXIS = 84;
    private static final double ROW = 16;
    private static final double ABOVE = 10;
    private static final double LETTER = 7.2;
    private static final int LONGEST = 44;
    private static final double HEIGHT = 104;

    private final double end;
    private final StringBuilder svg = new StringBuilder();

    private Timeline(double end) {
        this.end = end;
    }

    /**
     * The drawing of one line.
     *
     * @param watched so long it is, or longer if something happened later
     */
    static String of(Expectation expected, Outcome outcome, Duration watched) {
        List<Moment> moments = shown(outcome);
        double[] window = window(expected);
        double last = moments.stream().mapToDouble(Timeline::seconds).max().orElse(0);
        double end = Math.max(Math.max(last, found(outcome)), Math.max(window[1], watched.toMillis() / 1e3));
        return new Timeline(end).draw(expected, window, moments, outcome);
    }

    /** What lies before the picture is left out, and that a line was closed after the verdict. */
    private static List<Moment> shown(Outcome outcome) {
        boolean verdict = outcome.timeline().stream().anyMatch(moment -> isVerdict(moment.what()));
        return outcome.timeline().stream()
                .filter(moment -> seconds(moment) >= BEFORE)
                .filter(moment -> !verdict || !"closed".equals(moment.what()))
                .toList();
    }

    private static double[] window(Expectation expected) {
        if (expected instanceof Expectation.Found found) {
            return new double[] {found.from().toMillis() / 1e3, found.to().toMillis() / 1e3};
        }
        if (expected instanceof Expectation.Killed killed) {
            return new double[] {killed.from().toMillis() / 1e3, killed.to().toMillis() / 1e3};
        }
        return new double[] {0, 0};
    }

    /** Whether there is a band to be seen. */
    static boolean hasWindow(Expectation expected) {
        return window(expected)[1] > 0;
    }

    private String draw(Expectation expected, double[] window, List<Moment> moments, Outcome outcome) {
        int rows = marks(moments);
        double top = BAR - rows * ROW - ABOVE;
        String picture = svg.toString();
        svg.setLength(0);
        svg.append("<svg viewBox=\"0 ").append(Html.number(top)).append(' ');
        svg.append(Html.number(WIDTH + 2 * LEFT)).append(' ').append(Html.number(HEIGHT - top));
        svg.append("\" role=\"img\"><title>").append(Html.text(words(expected, moments)));
        svg.append("</title>");
        if (hasWindow(expected)) {
            double width = Math.max(2, position(window[1]) - position(window[0]));
            rect("window", position(window[0]), top, width, AXIS - top);
        }
        axis(top);
        bars(moments, outcome);
        return svg.append(picture).append("</svg>").toString();
    }

    /** The drawing for those who do not see it. */
    private static String words(Expectation expected, List<Moment> moments) {
        String happened = moments.stream()
                .map(moment -> Html.number(seconds(moment)) + " s " + moment.what())
                .collect(Collectors.joining("; "));
        return "Expected: " + CellLook.window(expected) + ". After the fault: "
                + (happened.isEmpty() ? "nothing" : happened) + ".";
    }

    private void axis(double top) {
        line("axis", position(BEFORE), AXIS, position(end), AXIS);
        double step = step();
        for (double at = step; at <= end; at += step) {
            line("axis", position(at), AXIS, position(at), AXIS + 4);
            text("tick", position(at), AXIS + 16, (long) at + " s");
        }
        line("fault", position(0), top, position(0), AXIS + 4);
        text("fault", position(0), AXIS + 16, "fault");
    }

    private double step() {
        for (double step : STEPS) {
            if (end / step <= TICKS) {
                return step;
            }
        }
        return MINUTE;
    }

    /** The line as its detector sees it: up, suspected, and gone. */
    private void bars(List<Moment> moments, Outcome outcome) {
        double from = BEFORE;
        String kind = "up";
        for (Moment moment : moments) {
            String next = switch (moment.what()) {
                case "suspected" -> "suspect";
                case "recovered" -> "up";
                default -> kind;
            };
            if (!next.equals(kind) && (!outcome.isFound() || seconds(moment) < found(outcome))) {
                bar(kind, from, seconds(moment));
                from = seconds(moment);
                kind = next;
            }
        }
        bar(kind, from, outcome.isFound() ? found(outcome) : end);
    }

    private void bar(String kind, double from, double to) {
        rect(kind, position(from), BAR, Math.max(1, position(to) - position(from)), BAR_HEIGHT);
    }

    /**
     * A dot on the bar for each, and its words on the lowest row that is free there.
     *
     * @return how many rows that takes
     */
    private int marks(List<Moment> moments) {
        List<List<double[]>> rows = new ArrayList<>();
        for (Moment moment : moments) {
            String words = Plain.oneLine(moment.what());
            mark(moment, words.length() > LONGEST ? words.substring(0, LONGEST - 3) + "..." : words, rows);
        }
        return rows.size();
    }

    private void mark(Moment moment, String words, List<List<double[]>> rows) {
        double at = position(seconds(moment));
        double length = words.length() * LETTER + ROW;
        boolean ahead = at + length > WIDTH + 2 * LEFT;
        int row = free(rows, ahead ? at - length : at, ahead ? at : at + length);
        double y = BAR - 6 - ROW * row;
        svg.append("<g class=\"").append(kind(moment.what())).append("\">");
        line("stem", at, BAR, at, y - 8);
        svg.append("<circle cx=\"").append(Html.number(at)).append("\" cy=\"");
        svg.append(Html.number(BAR + BAR_HEIGHT / 2)).append("\" r=\"4.5\"/>");
        text(ahead ? "ahead" : "behind", ahead ? at - 5 : at + 5, y, words);
        svg.append("</g>");
    }

    /** Takes the space on the lowest row where it is free. */
    private static int free(List<List<double[]>> rows, double from, double to) {
        int row = 0;
        while (row < rows.size() && isTaken(rows.get(row), from, to)) {
            row++;
        }
        if (row == rows.size()) {
            rows.add(new ArrayList<>());
        }
        rows.get(row).add(new double[] {from, to});
        return row;
    }

    private static boolean isTaken(List<double[]> row, double from, double to) {
        return row.stream().anyMatch(other -> other[0] < to && from < other[1]);
    }

    private static String kind(String what) {
        if (isVerdict(what)) {
            return "verdict";
        }
        return switch (what) {
            case "suspected" -> "suspected";
            case "recovered" -> "recovered";
            default -> "other";
        };
    }

    private static boolean isVerdict(String what) {
        return what.startsWith("FOUND");
    }

    private static double found(Outcome outcome) {
        return outcome.found() / NANOS_PER_SECOND;
    }

    private static double seconds(Moment moment) {
        return moment.nanos() / NANOS_PER_SECOND;
    }

    private double position(double seconds) {
        return LEFT + (seconds - BEFORE) / (end - BEFORE) * WIDTH;
    }

    private void rect(String kind, double x, double y, double width, double height) {
        svg.append("<rect class=\"").append(kind).append("\" x=\"").append(Html.number(x));
        svg.append("\" y=\"").append(Html.number(y)).append("\" width=\"").append(Html.number(width));
        svg.append("\" height=\"").append(Html.number(height)).append("\"/>");
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"").append(kind).append("\" x1=\"").append(Html.number(x1));
        svg.append("\" y1=\"").append(Html.number(y1)).append("\" x2=\"").append(Html.number(x2));
        svg.append("\" y2=\"").append(Html.number(y2)).append("\"/>");
    }

    private void text(String kind, double x, double y, String words) {
        svg.append("<text class=\"").append(kind).append("\" x=\"").append(Html.number(x));
        svg.append("\" y=\"").append(Html.number(y)).append("\">").append(Html.text(words));
        svg.append("</text>");
    }
}
