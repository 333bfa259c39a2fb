package io.linekeeper.lab.experiment;

import java.util.List;

/**
 * A line in a plot.
 *
 * @param name for the legend
 * @param points from left to right, at least one
 */
record Curve(String name, List<Point> points) {
    Curve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("the curve " + name + " has no points");
        }
    }

    Point last() {
        return points.get(points.size() - 1);
    }
}
