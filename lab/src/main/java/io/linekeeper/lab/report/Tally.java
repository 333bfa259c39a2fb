package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Result;

/**
 * How a detector did in a whole run.
 *
 * @param killed live lines that it ended, bystanders among them
 * @param alive live lines that it watched
 * @param missed dead lines that it did not find
 * @param dead dead lines that it watched
 */
record Tally(int killed, int alive, int missed, int dead) {
    static Tally of(Result result, Detector detector) {
        int killed = 0;
        int alive = 0;
        int missed = 0;
        int dead = 0;
        for (Cell cell : result.cells()) {
            if (!cell.detector().equals(detector.id())) {
                continue;
            }
            int lines = cell.outcomes().size();
            int ended = (int) cell.outcomes().stream().filter(Outcome::isFound).count();
            killed += cell.bystandersKilled();
            if (CellLook.isAlive(cell.expected())) {
                killed += ended;
                alive += lines;
            } else {
                missed += lines - ended;
                dead += lines;
            }
        }
        return new Tally(killed, alive, missed, dead);
    }
}
