package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The figures as checks that can be run with a fault planted in the model. */
public final class FigureChecks {
    private FigureChecks() {}

    /** What is sent into an outage comes back after as long again. */
    public static void outages() {
        check(Figure.outages());
    }

    /** How long a kernel waits for what is under way. */
    public static void dataInFlight() {
        check(Figure.dataInFlight());
    }

    /** Who beats into a black hole for the answers keeps the other end alive. */
    public static void oneWay() {
        check(Figure.oneWay());
    }

    /** What closed windows do. */
    public static void windows() {
        check(Figure.windows());
    }

    /** What becomes of who reads slowly. */
    public static void slowReaders() {
        check(Figure.slowReaders());
    }

    private static void check(List<Figure> figures) {
        for (Figure figure : figures) {
            check(figure);
        }
    }

    static void check(Figure figure) {
        double modelled = figure.model().getAsDouble();
        assertThat(figure.agrees(modelled))
                .as("%s: measured %s s, modelled %s s", figure, figure.measured(), modelled)
                .isTrue();
    }
}
