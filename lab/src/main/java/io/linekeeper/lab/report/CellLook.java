package io.linekeeper.lab.report;

import io.linekeeper.lab.detector.Expectation;
import io.linekeeper.lab.detector.Expectation.Chance;
import io.linekeeper.lab.detector.Expectation.Found;
import io.linekeeper.lab.detector.Expectation.Killed;
import io.linekeeper.lab.detector.Expectation.Later;
import io.linekeeper.lab.detector.Expectation.Never;
import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Outcome;
import io.linekeeper.lab.matrix.Seconds;
import io.linekeeper.policy.Durations;
import java.time.Duration;

/**
 * How a cell looks, on whatever it is shown.
 *
 * @param kind what was measured
 * @param text in a few letters
 */
record CellLook(Kind kind, String text) {
    /** What was measured. */
    enum Kind {
        /** The line was dead and found so. */
        FOUND,
        /** There was something to find, and it was not found. */
        NEVER,
        /** The peer lives, and so does its line. */
        LIVES,
        /** The peer lives, and its line was ended. */
        KILLED,
        /** Nothing was measured: this is the arithmetic. */
        PREDICTED
    }

    static CellLook of(Cell cell) {
        CellLook look = cell.outcomes().isEmpty() ? predicted(cell.expected()) : measured(cell);
        return cell.wrong().isEmpty() ? look : new CellLook(look.kind, look.text + " !");
    }

    private static CellLook predicted(Expectation expected) {
        return new CellLook(Kind.PREDICTED, "(" + words(expected) + ")");
    }

    /** An expectation in a few letters. */
    static String words(Expectation expected) {
        if (expected instanceof Found found) {
            return found.to().compareTo(Duration.ofSeconds(1)) <= 0 ? "at once" : Seconds.of(found.to());
        }
        if (expected instanceof Later later) {
            return Durations.format(later.after());
        }
        if (expected instanceof Killed killed) {
            return "killed " + Seconds.of(killed.to());
        }
        if (expected instanceof Chance) {
            return "chance";
        }
        return expected instanceof Never ? "never" : "lives";
    }

    private static CellLook measured(Cell cell) {
        long ended = cell.outcomes().stream().filter(Outcome::isFound).count();
        boolean all = ended == cell.outcomes().size();
        String time = cell.found().map(spread -> Seconds.of(spread.median())).orElse("");
        if (isAlive(cell.expected())) {
            if (ended == 0) {
                return new CellLook(Kind.LIVES, "lives");
            }
            return new CellLook(
                    Kind.KILLED,
                    all
                            ? "killed " + time
                            : "killed " + ended + "/" + cell.outcomes().size());
        }
        if (ended == 0) {
            return new CellLook(Kind.NEVER, cell.expected() instanceof Later later ? "~" + minutes(later) : "never");
        }
        return new CellLook(
                Kind.FOUND,
                all ? time : time + " " + ended + "/" + cell.outcomes().size());
    }

    private static String minutes(Later later) {
        return later.after().toMinutes() + " min";
    }

    /** Whether whoever ends such a line is wrong. */
    static boolean isAlive(Expectation expected) {
        return expected instanceof Expectation.Spared || expected instanceof Killed || expected instanceof Chance;
    }

    /** The window in which it is to be found, in words; else what is expected, in words. */
    static String window(Expectation expected) {
        if (expected instanceof Found found) {
            return "found " + Seconds.of(found.from()) + " to " + Seconds.of(found.to()) + " after the fault";
        }
        if (expected instanceof Killed killed) {
            return "lives, and is killed " + Seconds.of(killed.from()) + " to " + Seconds.of(killed.to())
                    + " after the fault";
        }
        if (expected instanceof Later later) {
            return "found after about " + Durations.format(later.after()) + ", for which no run waits";
        }
        if (expected instanceof Chance) {
            return "lives; a matter of luck whether it is killed";
        }
        return expected instanceof Never ? "never found" : "lives, and is left alone";
    }
}
