package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Outcome.Moment;
import java.util.List;

/**
 * A line's way from the fault over suspicion to the verdict as a drawing (SVG), with the window in which it was to be found as a band
 * behind it.
 */
final class Timeline {
    private static final double WIDTH = 860;
    private static final double LEFT = 20;
    private static final double AXIS = 74;
    private static final double HEIGHT = 104;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double TICKS = 10;
    private static final double BEFORE = -1;

    private final double end;

    private Timeline(double end) {
        this.end = end;
    }

    /** The drawing of one line. */
    static String of(Expectation expected, Outcome outcome) {
        double end = 5;
        for (Moment moment : outcome.timeline()) {
            end = Math.max(end, seconds(moment));
        }
        double[] window = window(expected);
        return new Timeline(Math.max(end, window[1]) * 1.05).draw(window, outcome.timeline());
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

    private String draw(double[] window, List<Moment> moments) {
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + Html.number(WIDTH + 2 * LEFT) + " "
                + Html.number(HEIGHT) + "\" role=\"img\" aria-label=\"timeline\">");
        if (window[1] > 0) {
            svg.append("<rect class=\"window\" x=\"")
                    .append(x(window[0]))
                    .append("\" y=\"14\" width=\"")
                    .append(Html.number(position(window[1]) - position(window[0])))
                    .append("\" height=\"60\"/>");
        }
        axis(svg);
        svg.append("<line class=\"fault\" x1=\"")
                .append(x(0))
                .append("\" x2=\"")
                .append(x(0));
        svg.append("\" y1=\"6\" y2=\"80\"/><text class=\"fault\" x=\"").append(x(0));
        svg.append("\" y=\"100\">fault</text>");
        double[] free = {0, 0, 0};
        moments.stream().filter(moment -> seconds(moment) >= BEFORE).forEach(moment -> mark(svg, moment, free));
        return svg.append("</svg>").toString();
    }

    private void axis(StringBuilder svg) {
        svg.append("<line class=\"axis\" x1=\"")
                .append(x(BEFORE))
                .append("\" x2=\"")
                .append(x(end));
        svg.append("\" y1=\"").append(AXIS).append("\" y2=\"").append(AXIS).append("\"/>");
        double step = step();
        for (double at = step; at < end; at += step) {
            svg.append("<line class=\"axis\" x1=\"")
                    .append(x(at))
                    .append("\" x2=\"")
                    .append(x(at));
            svg.append("\" y1=\"74\" y2=\"79\"/><text x=\"").append(x(at)).append("\" y=\"92\">");
            svg.append((long) at).append(" s</text>");
        }
    }

    private double step() {
        for (double step : new double[] {1, 2, 5, 10, 20, 30}) {
            if (end / step <= TICKS) {
                return step;
            }
        }
        return 60;
    }

    /** A dot on the axis, and its words on the lowest row that is free there. */
    private void mark(StringBuilder svg, Moment moment, double[] free) {
        double at = position(seconds(moment));
        int row = 0;
        while (row < free.length - 1 && free[row] > at) {
            row++;
        }
        String words = moment.what().length() > 40 ? moment.what().substring(0, 39) + "..." : moment.what();
        free[row] = at + words.length() * 6.2 + 10;
        double y = 58 - 18 * row;
        svg.append("<g class=\"")
                .append(kind(moment.what()))
                .append("\"><line x1=\"")
                .append(Html.number(at));
        svg.append("\" x2=\"")
                .append(Html.number(at))
                .append("\" y1=\"74\" y2=\"")
                .append(Html.number(y - 4));
        svg.append("\"/><circle cx=\"").append(Html.number(at)).append("\" cy=\"74\" r=\"4\"/><text x=\"");
        svg.append(Html.number(at + 4)).append("\" y=\"").append(Html.number(y)).append("\">");
        svg.append(Html.text(words)).append("</text></g>");
    }

    private static String kind(String what) {
        if (what.startsWith("FOUND")) {
            return "verdict";
        }
        return switch (what) {
            case "suspected" -> "suspected";
            case "recovered" -> "recovered";
            default -> "other";
        };
    }

    private static double seconds(Moment moment) {
        return moment.nanos() / NANOS_PER_SECOND;
    }

    private double position(double seconds) {
        return LEFT + (seconds - BEFORE) / (end - BEFORE) * WIDTH;
    }

    private String x(double seconds) {
        return Html.number(position(seconds));
    }
}
