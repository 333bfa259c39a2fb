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
import io.linekeeper.lab.matrix.Spread;
import io.linekeeper.policy.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * How a cell looks, on whatever it is shown.
 *
 * @param kind what was measured
 * @param text in a few words
 * @param brief in a few letters, for a narrow column
 */
record CellLook(Kind kind, String text, String brief) {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration NARROW = Duration.ofMillis(100);
    private static final long BRIEF_ENOUGH = 7;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SHORTEST_IN_TENTHS = 50 * NANOS_PER_MILLI;

    /** What was measured. */
    enum Kind {
        /** The line was dead and found so. */
        FOUND,
        /** There was something to find, and it was not found. */
        NEVER,
        /** There was something to find, it was not found, and no run waits until it is. */
        LATER,
        /** The peer lives, and so does its line. */
        LIVES,
        /** The peer lives, and so does its line, which was luck. */
        CHANCE,
        /** The peer lives, and its line was ended. */
        KILLED,
        /** Nothing was measured: this is the arithmetic. */
        PREDICTED
    }

    static CellLook of(Cell cell) {
        CellLook look = cell.outcomes().isEmpty() ? predicted(cell.expected()) : measured(cell);
        return cell.wrong().isEmpty() ? look : new CellLook(look.kind, look.text + " !", look.brief + " !");
    }

    private static CellLook predicted(Expectation expected) {
        return new CellLook(Kind.PREDICTED, "(" + words(expected) + ")", "(" + brief(words(expected)) + ")");
    }

    private static String brief(String words) {
        return words.length() > BRIEF_ENOUGH && Character.isDigit(words.charAt(0))
                ? words.replace(" ", "").replace("min", "m")
                : words;
    }

    private static String words(Expectation expected) {
        if (expected instanceof Found found) {
            return found.to().compareTo(AT_ONCE) <= 0 ? "at once" : Seconds.of(found.to());
        }
        if (expected instanceof Later later) {
            return Durations.format(later.after());
        }
        if (expected instanceof Killed) {
            return "killed";
        }
        if (expected instanceof Chance) {
            return "chance";
        }
        return expected instanceof Never ? "never" : "lives";
    }

    private static CellLook measured(Cell cell) {
        int ended = (int) cell.outcomes().stream().filter(Outcome::isFound).count();
        int lines = cell.outcomes().size();
        if (isAlive(cell.expected())) {
            return ended == 0 ? spared(cell.expected()) : killed(cell, ended, lines);
        }
        if (ended == 0) {
            return missed(cell.expected());
        }
        String time = cell.found().map(spread -> time(spread.median())).orElse("");
        return ended == lines
                ? new CellLook(Kind.FOUND, time, time)
                : new CellLook(Kind.FOUND, time + ", " + ended + " of " + lines, time + " " + ended + "/" + lines);
    }

    private static CellLook spared(Expectation expected) {
        return new CellLook(expected instanceof Chance ? Kind.CHANCE : Kind.LIVES, "lives", "lives");
    }

    private static CellLook killed(Cell cell, int ended, int lines) {
        if (ended < lines) {
            return new CellLook(Kind.KILLED, ended + " of " + lines + " killed", "kills " + ended + "/" + lines);
        }
        Duration after = cell.found().map(Spread::median).orElse(Duration.ZERO);
        return new CellLook(Kind.KILLED, "killed " + time(after), "kills " + Math.round(after.toMillis() / 1e3) + "s");
    }

    private static CellLook missed(Expectation expected) {
        if (expected instanceof Later later) {
            String about = "~" + later.after().toMinutes() + " min";
            return new CellLook(Kind.LATER, about, about);
        }
        return new CellLook(Kind.NEVER, "never", "never");
    }

    /** The times of its lines, where they differ so much that it is worth a word. */
    static Optional<Spread> spread(Cell cell) {
        return cell.found().filter(spread -> spread.max().minus(spread.min()).compareTo(NARROW) >= 0);
    }

    /** The same in words, as {@code 4.8 s to 5.2 s}; empty where there is nothing to tell. */
    static String range(Cell cell) {
        return spread(cell)
                .map(spread -> time(spread.min()) + " to " + time(spread.max()))
                .orElse("");
    }

    /** A time; one so short that tenths of a second would call it none, in milliseconds. */
    static String time(Duration time) {
        return time.toNanos() < SHORTEST_IN_TENTHS
                ? Math.max(1, Math.round((double) time.toNanos() / NANOS_PER_MILLI)) + " ms"
                : Seconds.of(time);
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
