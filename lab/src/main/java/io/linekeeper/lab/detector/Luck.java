package io.linekeeper.lab.detector;

import java.time.Duration;
import java.util.Locale;

/**
 * Whether random loss alone makes a silence that is taken for death. Each packet is lost on its own; this counts the occasions of a run
 * and takes the sum of their chances, which is more than the chance itself.
 *
 * @param chance that it happens on one line in the whole time
 */
record Luck(double chance) {
    /** A line whose chance is below this is expected to live: one in ten thousand might not. */
    static final double NEGLIGIBLE = 1e-4;

    private static final double FIRST_RTO_SECONDS = 0.2;
    private static final double PERCENT = 100;

    /** So many probes in a row, an interval apart, of which each is lost or its answer. */
    static Luck ofProbes(Truth.Lossy lossy, Duration interval, int unanswered) {
        return new Luck(occasions(lossy.time(), interval.multipliedBy(unanswered), interval)
                * Math.pow(either(lossy), unanswered));
    }

    /**
     * A byte that the peer sends is lost, and so is each of its retransmissions until the time is over; or what acknowledges it is, and
     * then the peer, whose window is one segment by now, sends no other byte (RFC 5681 section 3.1).
     *
     * @param every how often the peer sends
     * @param silence for how long nothing may come
     */
    static Luck ofBeats(Truth.Lossy lossy, Duration every, Duration silence) {
        return new Luck(occasions(lossy.time(), silence, every) * Math.pow(either(lossy), transmissions(silence)));
    }

    /**
     * A question is lost with its retransmissions for half the patience, or its answer is.
     *
     * @param idle after so long a line is asked
     * @param patience so long after the first question nothing may come
     */
    static Luck ofQuestions(Truth.Lossy lossy, Duration idle, Duration patience) {
        double half = Math.pow(lost(lossy), transmissions(patience.dividedBy(2)));
        return new Luck(occasions(lossy.time(), idle.plus(patience), idle) * 2 * half);
    }

    /** How often a segment goes out within the time: at once, after 0.2 s, and after twice as long each time (RFC 6298). */
    static int transmissions(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        int count = 1;
        double next = FIRST_RTO_SECONDS;
        for (double at = next; at < seconds; at += next) {
            count++;
            next *= 2;
        }
        return count;
    }

    Expectation expectation(String unlikely) {
        return chance < NEGLIGIBLE
                ? new Expectation.Spared(unlikely)
                : new Expectation.Chance(
                        Math.min(1, chance),
                        String.format(
                                Locale.ROOT,
                                "%s: a chance of at most %.2g for each line",
                                unlikely,
                                Math.min(1, chance)));
    }

    /** That a packet or its answer is lost. */
    private static double either(Truth.Lossy lossy) {
        double through = 1 - lost(lossy);
        return 1 - through * through;
    }

    private static double lost(Truth.Lossy lossy) {
        return lossy.percent() / PERCENT;
    }

    /** How many silences of that length can begin in time to end in it. */
    private static double occasions(Duration time, Duration silence, Duration every) {
        Duration room = time.minus(silence);
        return room.isNegative() ? 0 : 1 + (double) room.toMillis() / every.toMillis();
    }
}
