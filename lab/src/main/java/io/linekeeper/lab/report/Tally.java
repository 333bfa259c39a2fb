package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Result;

/**
 * How a detector did in a whole run.
 *
 * @param killed live lines that it ended, bystanders among them
 * @param found dead lines that it found
 * @param dead dead lines that it watched
 */
record Tally(int killed, int found, int dead) {
    static Tally of(Result result, Detector detector) {
        int killed = 0;
        int found = 0;
        int dead = 0;
        for (Cell cell : result.cells()) {
            if (!cell.detector().equals(detector.id())) {
                continue;
            }
            int ended = (int) cell.outcomes().stream().filter(Outcome::isFound).count();
            killed += cell.bystandersKilled();
            if (CellLook.isAlive(cell.expected())) {
                killed += ended;
            } else {
                found += ended;
                dead += cell.outcomes().size();
            }
        }
        return new Tally(killed, found, dead);
    }

    /** Dead lines that it did not find as long as they were watched. */
    int missed() {
        return dead - found;
    }
}
