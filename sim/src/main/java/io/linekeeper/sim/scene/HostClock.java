package io.linekeeper.sim.scene;

import io.linekeeper.sim.net.Agenda;

/**
 * The monotonic clock of one host ({@code System.nanoTime} there), which runs a little fast or slow. It goes on while the
 * host is paused.
 */
public final class HostClock {
    private static final long MILLION = 1_000_000;

    private final Agenda agenda;
    private long changedAt;
    private long shownThen;
    private long partsPerMillion;

    /** A clock that is right. */
    public HostClock(Agenda agenda) {
        this.agenda = agenda;
        changedAt = agenda.now();
        shownThen = agenda.now();
    }

    /** What it shows now, in nanoseconds. */
    public long now() {
        long elapsed = agenda.now() - changedAt;
        return shownThen + elapsed + Math.floorDiv(elapsed * partsPerMillion, MILLION);
    }

    /** From now on it is fast by so many parts per million, or slow if below 0. */
    public void drift(long ppm) {
        shownThen = now();
        changedAt = agenda.now();
        partsPerMillion = ppm;
    }

    /** How many nanoseconds of the agenda pass until so many have passed here. */
    public long agendaNanos(long nanosHere) {
        return Math.max(0, nanosHere - Math.floorDiv(nanosHere * partsPerMillion, MILLION + partsPerMillion));
    }
}
