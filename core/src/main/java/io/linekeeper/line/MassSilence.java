package io.linekeeper.line;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a large share of all lines is found dead at the same time, which is itself evidence: so many peers do not die
 * together, so it is us or the network. A quarter of the lines, and at least 10, within a second.
 *
 * <p>It begins when that is crossed, and is over when less than 10 were found within the latest second. Not for several
 * threads at a time: its owner guards it.
 */
public final class MassSilence {
    /** Deaths within so long are found together. */
    public static final Duration WINDOW = Duration.ofSeconds(1);

    /** So many lines at least: three of four is no mass. */
    public static final int LEAST_LINES = 10;

    private static final int LEAST_SHARE_PERCENT = 25;

    /** The window moves on in tenths of itself. */
    private static final int PARTS = 10;

    private static final long PART_NANOS = WINDOW.toNanos() / PARTS;

    private final int[] found = new int[PARTS];
    private final int[] lines = new int[PARTS];
    private final long origin;
    private long latest;
    private boolean begun;
    private int all;
    private int most;
    private long firstNanos;
    private long lastNanos;

    /**
     * Lines that fell silent together. A value.
     *
     * @param lines how many, so far or in all
     * @param of of how many that there were
     * @param within from the first of them to the last
     * @param over whether this is all of it, and not just its beginning
     */
    public record Finding(int lines, int of, Duration within, boolean over) {
        /** Their share of all lines, from 0 to 1. */
        public double share() {
            return (double) lines / of;
        }
    }

    /** Nothing was found before {@code nowNanos}. */
    public MassSilence(long nowNanos) {
        this.origin = nowNanos;
    }

    /**
     * A line was found dead, or observed to be.
     *
     * @param there how many lines there are, this one among them
     * @return the beginning, when this one makes it a mass; otherwise null
     */
    public @Nullable Finding found(long nowNanos, int there) {
        moveTo(nowNanos);
        int part = (int) (latest % PARTS);
        found[part]++;
        lines[part] = Math.max(lines[part], there);
        int recent = Arrays.stream(found).sum();
        if (begun) {
            all++;
            most = Math.max(most, there);
            lastNanos = nowNanos;
            return null;
        }
        if (recent == 1) {
            firstNanos = nowNanos;
        }
        int of = Arrays.stream(lines).max().orElse(there);
        if (recent < LEAST_LINES || 100L * recent < (long) LEAST_SHARE_PERCENT * of) {
            return null;
        }
        begun = true;
        firstNanos = Math.max(firstNanos - nowNanos, -WINDOW.toNanos()) + nowNanos;
        all = recent;
        most = of;
        lastNanos = nowNanos;
        return finding(false);
    }

    /**
     * To be asked a window after the beginning, and again until it is over.
     *
     * @return the whole, when it is over; otherwise null
     */
    public @Nullable Finding settle(long nowNanos) {
        moveTo(nowNanos);
        if (!begun || Arrays.stream(found).sum() >= LEAST_LINES) {
            return null;
        }
        begun = false;
        return finding(true);
    }

    /** Whether it has begun and is not over. */
    public boolean isUnderWay() {
        return begun;
    }

    private Finding finding(boolean over) {
        return new Finding(all, Math.max(all, most), Duration.ofNanos(lastNanos - firstNanos), over);
    }

    private void moveTo(long nowNanos) {
        long next = Math.max(latest, (nowNanos - origin) / PART_NANOS);
        for (long part = Math.max(latest + 1, next - PARTS + 1); part <= next; part++) {
            found[(int) (part % PARTS)] = 0;
            lines[(int) (part % PARTS)] = 0;
        }
        latest = next;
    }
}
