package io.linekeeper.sim.scene;

import io.linekeeper.sim.net.Agenda;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What happened, as lines of text: all of it goes into a hash, which is the same whenever the same scenario runs, and the
 * latest of each subject (a device, a gateway) are kept.
 */
public final class Trace {
    private static final int KEPT = 4_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Agenda agenda;
    private final long began;
    private final boolean keeps;
    private final Deque<Entry> latest = new ArrayDeque<>();
    private long hash = 1125899906842597L;

    private record Entry(String subject, long at, String what) {}

    /**
     * An empty trace.
     *
     * @param keeps whether the entries are kept, and not only their hash
     */
    public Trace(Agenda agenda, boolean keeps) {
        this.agenda = agenda;
        this.keeps = keeps;
        began = agenda.now();
    }

    /** Something happened to a subject: numbers say the details, since they cost less than text. */
    public void add(String subject, String what, Object... details) {
        hash = 31 * (31 * hash + (agenda.now() - began)) + subject.hashCode();
        hash = 31 * hash + what.hashCode();
        for (Object detail : details) {
            hash = 31 * hash + String.valueOf(detail).hashCode();
        }
        if (keeps) {
            latest.add(new Entry(subject, agenda.now() - began, text(what, details)));
            if (latest.size() > KEPT) {
                latest.remove();
            }
        }
    }

    private static String text(String what, Object... details) {
        StringBuilder text = new StringBuilder(what);
        for (Object detail : details) {
            text.append(' ').append(detail);
        }
        return text.toString();
    }

    /** The hash of all that happened. */
    public long hash() {
        return hash;
    }

    /** The latest entries whose subject contains one of these, oldest first, each a line of text. */
    public List<String> latest(int most, List<String> subjects) {
        Deque<String> chosen = new ArrayDeque<>();
        for (Entry entry : latest) {
            if (subjects.contains(entry.subject)) {
                chosen.add(String.format(
                        Locale.ROOT, "%12.6f s  %-12s %s", entry.at / NANOS_PER_SECOND, entry.subject, entry.what));
                if (chosen.size() > most) {
                    chosen.remove();
                }
            }
        }
        return new ArrayList<>(chosen);
    }
}
