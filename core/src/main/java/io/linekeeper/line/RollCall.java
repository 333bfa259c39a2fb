package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop's look at all its lines. There is no timer per line: the lines lie dense, with an {@code int[]} of when
 * each is due beside them, and a call is one pass over it. Hearing a byte reschedules nothing: when a line comes up, its
 * true deadline is worked out from when it was last heard, and it is due again then.
 *
 * <p>Belongs to one thread, which calls {@link #call} and after it sleeps as long as that says. Lines may be added and
 * removed at any time on that thread, also by a line that carries out a step in the middle of a call.
 */
public final class RollCall {
    /** What {@link #call} returns when there is nothing to wait for. */
    public static final long NO_LINES = Long.MAX_VALUE;

    private static final int LONGEST_SLEEP = (int) TimeUnit.SECONDS.toMillis(1);
    private static final int NEVER = Terms.LONGEST + 1;
    private static final int ASKED_AFTER_ABSENCE = 16;
    private static final int SLEEPS_PER_BOUND = 8;

    private final HearingTime time;
    private final boolean witness;
    private final List<Terms> terms = new ArrayList<>();

    private @Nullable Line[] lines = new Line[16];
    private int[] due = new int[16];
    private int size;
    private int tick;
    private int sleep;
    private long planned;
    private int plannedFor;
    /** Where the budget of the latest call ended; the next goes on below, so that nobody is passed over for long. */
    private int looked;

    private final Budget budget = new Budget();

    /**
     * @param nowNanos the clock now ({@code System.nanoTime})
     * @param witness whether lines can ask the kernel; if not, the roll is called every tick
     */
    public RollCall(long nowNanos, boolean witness) {
        this(new HearingTime(nowNanos), witness);
    }

    RollCall(HearingTime time, boolean witness) {
        this.time = time;
        this.witness = witness;
    }

    /** The hearing time of this loop. */
    public HearingTime time() {
        return time;
    }

    /** How many lines are on the roll, those that drain included. */
    public int size() {
        return size;
    }

    /**
     * Puts a line on the roll, heard now. The caller must {@link #remove} it when its connection is closed.
     *
     * @throws IllegalStateException if it is on a roll already
     */
    public void add(Line line, LivenessPolicy policy, long nowNanos) {
        if (line.isOnRoll()) {
            throw new IllegalStateException("a line can be on one roll only, and once");
        }
        if (size == 0) {
            time.resume(nowNanos);
            planned = 0;
            plannedFor = time.millis() + NEVER;
        }
        Terms its = termsOf(policy, Lifetimes.agreed(policy));
        its.lines++;
        if (size == due.length) {
            lines = Arrays.copyOf(lines, 2 * size);
            due = Arrays.copyOf(due, 2 * size);
        }
        line.index = size;
        lines[size++] = line;
        line.begin(its);
        due[line.index] = time.millis() + Math.min(Terms.LONGEST, its.rule.firstLook(line));
        if (its.lines == 1) {
            pace();
        }
    }

    /**
     * Judges a line by another policy from now on, in the middle of whatever silence there is; only while it is on the roll.
     * A suspect is none under the new policy, and is told to have recovered. A line that has been judged is left alone.
     */
    public void change(Line line, LivenessPolicy policy) {
        if (!line.isOnRoll()) {
            throw new IllegalStateException("a line that is on no roll is judged by no policy");
        }
        if (line.verdict() == null) {
            change(line, termsOf(policy, Lifetimes.agreed(policy)));
        }
    }

    /**
     * A beat was heard that declares how long it lasts. Under a one-way heartbeat that is the line's time-out from now on:
     * at least one tick, at most the time-out of the policy that {@link #add} or {@link #change} gave, and rounded up.
     * Elsewhere it changes nothing.
     */
    public void livesFor(Line line, Duration timeToLive) {
        if (line.isOnRoll() && line.verdict() == null && !line.livesAsBefore(timeToLive)) {
            LivenessPolicy agreed = line.terms().agreed;
            change(line, termsOf(agreed, Lifetimes.of(agreed, timeToLive)));
        }
    }

    private void change(Line line, Terms its) {
        if (its == line.terms()) {
            return;
        }
        boolean recovered = line.isSuspect();
        its.lines++;
        release(line.terms());
        line.changeTo(its, time.millis() + Math.min(Terms.LONGEST, its.rule.firstLook(line)));
        pace();
        if (recovered) {
            line.carryOut(Step.RECOVERED);
        }
    }

    /** Takes a line off the roll; a line that is not on it is left alone. */
    public void remove(Line line) {
        if (!line.isOnRoll()) {
            return;
        }
        int last = --size;
        Line moved = lines[last];
        if (moved != null && moved != line) {
            lines[line.index] = moved;
            due[line.index] = due[last];
            moved.index = line.index;
        }
        lines[last] = null;
        line.index = Line.OFF_THE_ROLL;
        release(line.terms());
    }

    private void release(Terms its) {
        if (--its.lines == 0) {
            terms.remove(its);
            pace();
        }
    }

    /**
     * Calls the roll: hearing time advances, and each line that is due is looked at, within a budget.
     *
     * @return nanoseconds until the next call; 0 if it is to come as soon as the loop has read again; {@link #NO_LINES}
     */
    public long call(long nowNanos) {
        if (size == 0) {
            time.resume(nowNanos);
            return NO_LINES;
        }
        if (time.advance(nowNanos, planned) > 0 && witness) {
            explainAbsence();
        }
        int now = time.millis();
        int soonest = planned == 0 ? 0 : soonest(now);
        if (soonest <= 0) {
            soonest = lookAtDue(now) ? soonest(now) : 0;
        }
        plan(now, soonest);
        return size == 0 ? NO_LINES : planned;
    }

    /** The loop was away: a few lines are asked whether their kernel, which is our machine, was there. */
    private void explainAbsence() {
        int step = Math.max(1, size / ASKED_AFTER_ABSENCE);
        for (int i = size - 1; i >= 0 && time.isUnexplained(); i -= step) {
            Line line = lines[i];
            if (line != null && line.verdict() == null) {
                time.explain(line.testify());
            }
        }
    }

    /**
     * Whether a line has become due sooner than the next call is planned, or none is: call at once. To be asked after a line
     * was added, was given a backlog to watch, or drains.
     */
    public boolean isPlannedTooLate(Line line) {
        return line.isOnRoll() && due[line.index] - plannedFor < 0;
    }

    /**
     * How long the latest call took, in nanoseconds, looks and what came of them. Told after each call, it keeps calls that
     * end many lines short: the rest is ended in later calls, after the loop has read.
     */
    public void took(long nanos) {
        budget.took(nanos);
    }

    /** Looks at those that are due; whether at all of them. What a look throws does not keep the others from theirs. */
    private boolean lookAtDue(int now) {
        Throwable thrown = null;
        budget.begin();
        for (int left = size; left > 0 && budget.isLeft(); left--) {
            looked = looked > 0 && looked < size ? looked - 1 : size - 1;
            if (looked >= 0 && due[looked] - now <= 0) {
                Line line = Objects.requireNonNull(lines[looked]);
                try {
                    budget.spend(Look.at(line));
                } catch (RuntimeException | Error e) {
                    dueAt(line, now + tick);
                    thrown = first(thrown, e);
                }
            }
        }
        boolean all = budget.isLeft();
        if (all) {
            looked = 0;
        }
        rethrow(thrown);
        return all;
    }

    private static Throwable first(@Nullable Throwable before, Throwable next) {
        if (before == null) {
            return next;
        }
        if (before != next) {
            before.addSuppressed(next);
        }
        return before;
    }

    private static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /**
     * Milliseconds until the line that is due first; at most 0 if one is due. One pass. Not by {@code Math.min}, which C2 of
     * JDK 17 makes a chain of conditional moves: 0.55 ns a line instead of 0.25.
     */
    private int soonest(int now) {
        int[] times = due;
        int soonest = Integer.MAX_VALUE;
        for (int i = 0, n = size; i < n; i++) {
            int left = times[i] - now;
            if (left < soonest) {
                soonest = left;
            }
        }
        return soonest;
    }

    private void plan(int now, int soonest) {
        int wait = soonest <= 0 ? 0 : Math.min(Math.max(soonest, tick), sleep);
        planned = TimeUnit.MILLISECONDS.toNanos(wait);
        plannedFor = now + wait;
    }

    /** The tick and the longest sleep follow the shortest bound on the roll. */
    private void pace() {
        Duration shortest = Duration.ofMillis(Terms.LONGEST);
        Duration shortestTick = Duration.ofMillis(LivenessPolicy.LONGEST_TICK.toMillis());
        for (Terms each : terms) {
            shortest = min(shortest, each.policy.shortestBound());
            shortestTick = min(shortestTick, each.policy.tick());
        }
        tick = Terms.millis(shortestTick);
        int most = (int) Math.min(LONGEST_SLEEP, shortest.toMillis() / SLEEPS_PER_BOUND);
        sleep = witness ? Math.max(tick, most) : tick;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Terms termsOf(LivenessPolicy agreed, Lifetimes lifetimes) {
        for (Terms each : terms) {
            if (each.lifetimes.equals(lifetimes) && each.agreed.equals(agreed)) {
                return each;
            }
        }
        Terms made = new Terms(this, time, agreed, lifetimes);
        terms.add(made);
        return made;
    }

    void dueAt(Watched line, int millis) {
        if (line.isListed()) {
            due[line.index] = millis;
        }
    }

    /** When a line comes up next; now, if it is not on the roll. */
    int dueOf(Watched line) {
        return line.isListed() ? due[line.index] : time.millis();
    }

    int tickMillis() {
        return tick;
    }

    boolean hasWitness() {
        return witness;
    }
}
