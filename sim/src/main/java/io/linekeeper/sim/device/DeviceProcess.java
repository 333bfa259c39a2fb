package io.linekeeper.sim.device;

import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.scene.HostClock;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The process of one device: what it does waits while it is hung, or its host paused, and comes all at once when it goes on.
 * When its host crashes, nothing of it is left.
 */
final class DeviceProcess {
    private final Agenda agenda;
    private final HostClock clock;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int stops;
    private long life;
    private long runningSince;

    DeviceProcess(Agenda agenda, HostClock clock) {
        this.agenda = agenda;
        this.clock = clock;
        runningSince = agenda.now();
    }

    /** What its clock shows, in nanoseconds. */
    long now() {
        return clock.now();
    }

    boolean isRunning() {
        return stops == 0;
    }

    /** Since when it has run without a stop, in the agenda's time; only while it runs. */
    long runningSince() {
        return runningSince;
    }

    /** Does something, now or when the process goes on. */
    void run(Runnable task) {
        if (stops == 0) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    /** Does something after a time on its clock; the process that is to do it must still be the same. */
    Agenda.Entry after(long nanos, Runnable task) {
        long its = life;
        return agenda.after(clock.agendaNanos(nanos), () -> {
            if (its == life) {
                run(task);
            }
        });
    }

    void stop() {
        stops++;
    }

    void resume() {
        if (--stops == 0) {
            runningSince = agenda.now();
            for (Runnable task = waiting.poll(); task != null && stops == 0; task = waiting.poll()) {
                task.run();
            }
        }
    }

    /** It is gone, and what it was about to do with it. */
    void die() {
        life++;
        waiting.clear();
        runningSince = agenda.now();
    }
}
