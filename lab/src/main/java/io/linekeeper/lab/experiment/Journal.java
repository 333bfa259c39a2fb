package io.linekeeper.lab.experiment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The log of an experiment: a head that says where and when it ran, then what happened, each with its seconds since the start. Not for
 * several threads.
 */
final class Journal {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int STAMP = 13;
    private static final String CONTINUED = "\n" + " ".repeat(STAMP);

    private final Notes notes;
    private final List<Entry> waiting = new ArrayList<>();
    private long start = System.nanoTime();

    private Journal(Notes notes) {
        this.notes = notes;
    }

    /** Writes the head; time 0 is now. */
    static Journal begin(Experiment experiment, Notes notes) {
        notes.out().println(experiment.id() + ": " + experiment.question());
        notes.out()
                .println(DATE.format(Instant.now()) + ", Linux " + System.getProperty("os.version") + ", JDK "
                        + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        return new Journal(notes);
    }

    /** Time 0 is that moment from here on. */
    void startAt(long nanos) {
        start = nanos;
    }

    /** Time 0. */
    long start() {
        return start;
    }

    /** Begins a new part, with a headline of its own; time 0 is now. */
    void part(String headline) {
        print();
        notes.out().println();
        notes.out().println(headline);
        start = System.nanoTime();
    }

    /** Something happened at that moment of {@link System#nanoTime()}. It waits to be put in order until {@link #print}. */
    void add(long nanos, String what) {
        waiting.add(new Entry(nanos, what));
    }

    /** Something happens now; everything that waits is printed before it. */
    void say(String what) {
        add(System.nanoTime(), what);
        print();
    }

    /** Prints what waits, in the order in which it happened. */
    void print() {
        waiting.sort(Comparator.comparingLong(entry -> entry.nanos - start));
        waiting.forEach(entry -> notes.out().println(stamp(entry.nanos) + entry.what.replace("\n", CONTINUED)));
        waiting.clear();
    }

    /** What follows from what has been seen, without a time. */
    void conclude(String sentence) {
        remark("=> " + sentence);
    }

    /** Something to know, without a time. */
    void remark(String sentence) {
        print();
        notes.out().println((CONTINUED + sentence.replace("\n", CONTINUED)).substring(1));
    }

    private String stamp(long nanos) {
        return String.format(Locale.ROOT, "%9.3f s  ", (nanos - start) / 1e9);
    }

    private record Entry(long nanos, String what) {}
}
