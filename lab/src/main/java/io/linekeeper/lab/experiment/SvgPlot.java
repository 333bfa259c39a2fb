package io.linekeeper.lab.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A picture of curves over time, in panels side by side with the same axes: one self-contained SVG, for light and dark pages. Pure.
 *
 * @param title what it shows
 * @param xName what goes to the right, with its unit
 * @param yName what goes up
 * @param limit a level to be seen in all panels
 * @param limitName what it is
 * @param panels each with the same curves, in the same order
 */
record SvgPlot(String title, String xName, String yName, double limit, String limitName, List<Panel> panels) {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int RIGHT = 44;
    private static final int TOP = 96;
    private static final int BOTTOM = 52;
    private static final int GAP = 92;
    private static final int LINE_HEIGHT = 14;
    private static final int LEGEND_WIDTH = 150;
    private static final int TICKS = 6;

    private static final String STYLE = """
            text { font: 12px system-ui, sans-serif; fill: #1f2328 }
            .title { font-size: 16px; font-weight: 600 }
            .panel { font-size: 13px; font-weight: 600 }
            .back { fill: #ffffff }
            .grid { stroke: #d8dee4; stroke-width: 1 }
            .axis { stroke: #59636e; stroke-width: 1 }
            .limit { stroke: #59636e; stroke-width: 1.5; stroke-dasharray: 2 4 }
            .curve { fill: none; stroke-width: 2.5; stroke-linejoin: round }
            .c0 { stroke: #0a58ca } .c1 { stroke: #bc4c00; stroke-dasharray: 9 3 } .c2 { stroke: #6f42c1; stroke-dasharray: 12 3 2 3 }
            .l0 { fill: #0a58ca } .l1 { fill: #bc4c00 } .l2 { fill: #6f42c1 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .back { fill: #0d1117 }
              .grid { stroke: #2a313a }
              .axis, .limit { stroke: #9198a1 }
              .c0 { stroke: #58a6ff } .c1 { stroke: #f0883e } .c2 { stroke: #c8a2ff }
              .l0 { fill: #58a6ff } .l1 { fill: #f0883e } .l2 { fill: #c8a2ff }
            }
            """;

    SvgPlot {
        panels = List.copyOf(panels);
    }

    /**
     * One of the pictures side by side.
     *
     * @param curves at most three
     * @param mark a moment that stands out, if there is one
     */
    record Panel(String title, List<Curve> curves, Optional<Mark> mark) {
        Panel {
            curves = List.copyOf(curves);
        }
    }

    /** What happens at one moment. */
    record Mark(double x, String what) {}

    /** Returns the document. */
    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, escaped(title)));
        parts.add("<style>\n" + STYLE + "</style>");
        parts.add(format("<rect class=\"back\" width=\"%d\" height=\"%d\" rx=\"6\"/>", WIDTH, HEIGHT));
        parts.add(words("title", LEFT, 28, "start", title));
        parts.addAll(legend());
        for (int number = 0; number < panels.size(); number++) {
            parts.addAll(new Drawing(number).parts());
        }
        parts.add("</svg>");
        return String.join("\n", parts) + "\n";
    }

    private List<String> legend() {
        List<String> parts = new ArrayList<>();
        int x = LEFT;
        List<Curve> curves = panels.get(0).curves();
        for (int number = 0; number < curves.size(); number++) {
            parts.add(stroke("curve c" + number, x, 50, x + 30.0, 50));
            parts.add(words("", x + 38, 54, "start", curves.get(number).name()));
            x += LEGEND_WIDTH;
        }
        parts.add(stroke("limit", x, 50, x + 30.0, 50));
        parts.add(words("", x + 38, 54, "start", limitName));
        return parts;
    }

    private double most(ToDoubleFunction<Point> axis) {
        return panels.stream()
                .flatMap(panel -> panel.curves().stream())
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(axis)
                .reduce(1, Math::max);
    }

    /** The smallest of 1, 2 and 5 times a whole power of ten by which the axis has no more than {@value #TICKS} ticks. */
    static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(most / TICKS, 1))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power * TICKS >= most) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String stroke(String kind, double x1, double y1, double x2, double y2) {
        return format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", kind, x1, y1, x2, y2);
    }

    private static String words(String kind, double x, double y, String anchor, String what) {
        String classed = kind.isEmpty() ? "" : " class=\"" + kind + "\"";
        return format(
                "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", classed, x, y, anchor, escaped(what));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** One panel on the paper. */
    private final class Drawing {
        private final Panel panel;
        private final boolean first;
        private final double width = (WIDTH - LEFT - RIGHT - (panels.size() - 1.0) * GAP) / panels.size();
        private final double left;
        private final double xMost = most(Point::x);
        private final double yStep = step(Math.max(limit, most(Point::y)));
        private final double yMost = yStep * Math.ceil(Math.max(limit, most(Point::y)) / yStep);

        Drawing(int number) {
            panel = panels.get(number);
            first = number == 0;
            left = LEFT + number * (width + GAP);
        }

        List<String> parts() {
            List<String> parts = new ArrayList<>();
            parts.add(words("panel", left, TOP - 14, "start", panel.title()));
            for (double tick = 0; tick <= yMost; tick += yStep) {
                parts.add(stroke("grid", left, y(tick), left + width, y(tick)));
                parts.add(words("", left - 8, y(tick) + 4, "end", format("%.0f", tick)));
            }
            double xStep = step(xMost);
            for (double tick = 0; tick <= xMost; tick += xStep) {
                parts.add(stroke("axis", x(tick), y(0), x(tick), y(0) + 5));
                parts.add(words("", x(tick), y(0) + 19, "middle", format("%.0f", tick)));
            }
            parts.add(stroke("axis", left, y(0), left + width, y(0)));
            parts.add(words("", left + width / 2, HEIGHT - 12, "middle", xName));
            if (first) {
                parts.add(format(
                        "<text transform=\"translate(16 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                        (TOP + y(0)) / 2, escaped(yName)));
            }
            parts.add(stroke("limit", left, y(limit), left + width, y(limit)));
            for (int number = 0; number < panel.curves().size(); number++) {
                parts.add(curve(number));
            }
            parts.addAll(lastValues());
            panel.mark().ifPresent(mark -> {
                parts.add(stroke("limit", x(mark.x()), y(0), x(mark.x()), TOP));
                parts.add(words("", x(mark.x()) - 6, TOP + LINE_HEIGHT, "end", mark.what()));
            });
            return parts;
        }

        private String curve(int number) {
            return panel.curves().get(number).points().stream()
                    .map(point -> format("%.1f,%.1f", x(point.x()), y(point.y())))
                    .collect(Collectors.joining(" ", "<polyline class=\"curve c" + number + "\" points=\"", "\"/>"));
        }

        /** The numbers at the right ends, from the lowest up, none upon another. */
        private List<String> lastValues() {
            List<Integer> order = new ArrayList<>();
            for (int number = 0; number < panel.curves().size(); number++) {
                order.add(number);
            }
            order.sort(Comparator.comparingDouble(
                    number -> panel.curves().get(number).last().y()));
            List<String> parts = new ArrayList<>();
            double lowest = HEIGHT;
            for (int number : order) {
                Point last = panel.curves().get(number).last();
                lowest = Math.min(y(last.y()) + 4, lowest - LINE_HEIGHT);
                parts.add(words("l" + number, x(last.x()) + 6, lowest, "start", format("%.0f", last.y())));
            }
            return parts;
        }

        private double x(double value) {
            return left + width * value / xMost;
        }

        private double y(double value) {
            return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / yMost;
        }
    }
}
