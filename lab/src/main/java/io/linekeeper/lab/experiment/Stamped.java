package io.linekeeper.lab.experiment;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Program;
import java.util.List;

/**
 * What a program of an experiment prints when something happens to it.
 *
 * @param nanos {@link System#nanoTime()} there, the same clock as here
 * @param what in a few words
 */
record Stamped(long nanos, String what) {
    private static final int FIELDS = 2;

    /** Prints what happens now. */
    static void say(String what) {
        say(System.nanoTime(), what);
    }

    /** Prints what happened at that moment. */
    static void say(long nanos, String what) {
        System.out.println(nanos + " " + what);
    }

    static Stamped parse(String printed) {
        String[] field = printed.split(" ", FIELDS);
        if (field.length < FIELDS) {
            throw new LabException("not an event of a program: " + printed);
        }
        return new Stamped(Long.parseLong(field[0]), field[1]);
    }

    /** Everything that the program has printed so far. */
    static List<Stamped> of(Program program) {
        return program.out().all().stream().map(line -> parse(line.text())).toList();
    }
}
