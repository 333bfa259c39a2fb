package io.linekeeper.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The lines of one output of a program, in order, each stamped when it arrived. Any thread may ask and wait. */
public final class Lines {
    private static final int SHOWN_ON_FAILURE = 30;

    private final String source;
    private final List<Printed> lines = new ArrayList<>();
    private boolean ended;

    /** Follows the stream to its end on a thread of its own. */
    Lines(String source, InputStream stream) {
        this.source = source;
        Thread reader = new Thread(() -> follow(stream), "lines of " + source);
        reader.setDaemon(true);
        reader.start();
    }

    private void follow(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                add(new Printed(System.nanoTime(), text));
            }
        } catch (IOException e) {
            add(new Printed(System.nanoTime(), "(unreadable from here: " + e.getMessage() + ")"));
        } finally {
            end();
        }
    }

    private synchronized void add(Printed line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Returns what has been printed so far. */
    public synchronized List<Printed> all() {
        return List.copyOf(lines);
    }

    /** Returns the number of lines so far: a place to {@linkplain #await(int, Predicate, Duration) wait from}. */
    public synchronized int size() {
        return lines.size();
    }

    /** Returns what has been printed so far, as one text. */
    public String text() {
        return all().stream().map(Printed::text).collect(Collectors.joining("\n"));
    }

    /** Returns those of the lines so far whose text is wanted. */
    public List<Printed> matching(Predicate<String> wanted) {
        return all().stream().filter(line -> wanted.test(line.text())).toList();
    }

    /**
     * Returns the first line that is wanted, at once if it has been printed already.
     *
     * @throws LabException if the limit passes or the output ends without it; the last lines are in the message
     */
    public Printed await(Predicate<String> wanted, Duration limit) {
        return await(0, wanted, limit);
    }

    /** As {@link #await(Predicate, Duration)}, but passes over the first {@code from} lines. */
    public synchronized Printed await(int from, Predicate<String> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (int next = from; hasLine(next, deadline); next++) {
            if (wanted.test(lines.get(next).text())) {
                return lines.get(next);
            }
        }
        throw new LabException(missing(limit));
    }

    /** Waits until the output has ended: all lines are here then. */
    synchronized void awaitEnd(Duration limit) {
        if (hasLine(Integer.MAX_VALUE, System.nanoTime() + limit.toNanos()) || !ended) {
            throw new LabException("the output of " + source + " did not end within " + limit);
        }
    }

    /** Waits for the line of that index; false if the output ends or the deadline passes before. */
    private synchronized boolean hasLine(int index, long deadline) {
        try {
            while (index >= lines.size() && !ended) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return index < lines.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for " + source, e);
        }
    }

    private String missing(Duration limit) {
        String why = ended ? "ended without" : "did not within " + limit + " print";
        String tail = lines.stream()
                .skip(Math.max(0, lines.size() - SHOWN_ON_FAILURE))
                .map(Printed::text)
                .collect(Collectors.joining("\n  "));
        return source + " " + why + " the line that was waited for; its last lines:\n  " + tail;
    }
}
