package io.linekeeper.sim.gateway;

import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.scene.HostClock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs as Netty's event loops do, in passes: what is ready to be read, as much of it as one select returns,
 * then the tasks, those that have become due among them. It may be stalled (a handler that blocks), stopped with its process
 * or its host, late all the time, or dead.
 */
public final class EventLoop {
    /** Between two passes when there is more to do, and between a wake-up and its pass. */
    private static final long TURN_NANOS = 20_000;

    private final Agenda agenda;
    private final HostClock clock;
    private final int readsAPass;
    /** What a pass does, in this order. */
    private final Runnable[] stages = {this::handleReady, this::runTasks};

    private final Set<Ready> ready = new LinkedHashSet<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.<Timer>comparingLong(timer -> timer.at).thenComparingLong(timer -> timer.number));
    private long numbers;
    private Agenda.@Nullable Entry pass;
    private long passAt;
    private long awayUntil;
    private long lateNanos;
    private int stops;
    private boolean dead;

    /** What can be ready to be read, written, or found broken. */
    interface Ready {
        void handle();
    }

    /** A task that is to run at its time, unless it was called off. */
    static final class Timer {
        final long at;
        final long number;

        @Nullable
        Runnable task;

        Timer(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        void cancel() {
            task = null;
        }

        /** Nothing if it was called off, be it a moment before. */
        void run() {
            if (task != null) {
                task.run();
            }
        }
    }

    /** @param readsAPass how many of those that are ready one pass handles, as a select returns a part of them */
    public EventLoop(Agenda agenda, HostClock clock, int readsAPass) {
        this.agenda = agenda;
        this.clock = clock;
        this.readsAPass = readsAPass;
        awayUntil = agenda.now();
    }

    /** The clock that it reads, in nanoseconds. */
    public long now() {
        return clock.now();
    }

    /** Runs a task in the next pass. */
    void execute(Runnable task) {
        tasks.add(task);
        wake(agenda.now() + TURN_NANOS);
    }

    /** Runs a task when so much time has passed on this loop's clock. */
    Timer schedule(Runnable task, long delayNanos) {
        Timer timer = new Timer(clock.now() + delayNanos, numbers++, task);
        timers.add(timer);
        wake(agenda.now() + clock.agendaNanos(delayNanos));
        return timer;
    }

    /** Something wants to be read, written or found broken. */
    void ready(Ready what) {
        ready.add(what);
        wake(agenda.now() + TURN_NANOS);
    }

    /** A handler blocks it for so long. */
    public void stall(long nanos) {
        awayUntil = laterOf(awayUntil, agenda.now() + nanos);
        replan();
    }

    /** From now on each pass takes so long, so that all that is due comes late by as much. */
    public void runLate(long nanos) {
        lateNanos = nanos;
    }

    /** How long each pass takes, in nanoseconds. */
    public long lateNanos() {
        return lateNanos;
    }

    /** Its process or its host stands still, until as many {@link #resume} have come. */
    public void stop() {
        stops++;
        replan();
    }

    /** It goes on. */
    public void resume() {
        stops--;
        replan();
    }

    /** It never runs again. */
    void die() {
        dead = true;
        replan();
    }

    /** Whether its process and its host run; it may be stalled all the same. */
    public boolean isRunning() {
        return stops == 0 && !dead;
    }

    private void replan() {
        if (pass != null) {
            pass.cancel();
            pass = null;
        }
        planNext();
    }

    private void wake(long at) {
        if (!isRunning()) {
            return;
        }
        long due = laterOf(laterOf(at, awayUntil), agenda.now());
        if (pass != null) {
            if (passAt - due <= 0) {
                return;
            }
            pass.cancel();
        }
        passAt = due;
        pass = agenda.at(due, this::pass);
    }

    private static long laterOf(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private void pass() {
        pass = null;
        for (Runnable stage : stages) {
            stage.run();
        }
        awayUntil = laterOf(awayUntil, agenda.now() + lateNanos);
        planNext();
    }

    private void handleReady() {
        int most = Math.min(readsAPass, ready.size());
        for (int i = 0; i < most && !ready.isEmpty(); i++) {
            Ready first = ready.iterator().next();
            ready.remove(first);
            first.handle();
        }
    }

    private void runTasks() {
        long now = clock.now();
        for (Timer due = timers.peek(); due != null && due.at - now <= 0; due = timers.peek()) {
            timers.remove();
            tasks.add(due::run);
        }
        for (Runnable task = tasks.poll(); task != null && !dead; task = tasks.poll()) {
            task.run();
        }
    }

    private void planNext() {
        if (!ready.isEmpty() || !tasks.isEmpty()) {
            wake(agenda.now() + TURN_NANOS);
            return;
        }
        while (!timers.isEmpty() && timers.element().task == null) {
            timers.remove();
        }
        if (!timers.isEmpty()) {
            wake(agenda.now() + clock.agendaNanos(timers.element().at - clock.now()));
        }
    }
}
