package io.linekeeper.lab.experiment;

/** A point of a {@link Curve}. */
record Point(double x, double y) {}
