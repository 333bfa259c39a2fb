package io.linekeeper.lab.scene;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a scene wants done later in one play of it, and proven at the end. Any thread. */
public final class Agenda implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Runnable> proofs = new CopyOnWriteArrayList<>();

    /** An empty one. */
    public Agenda() {}

    /** Does something later, on a thread of its own, unless this is closed by then. */
    public void later(Duration delay, Runnable what) {
        var unused = clock.schedule(() -> attempt(what), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    /** What failed of that which was to be done later. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Demands a proof for later. */
    public void proveAtEnd(Runnable proof) {
        proofs.add(proof);
    }

    /**
     * Has all be proven that was demanded; the first proof that throws ends that.
     *
     * @return how many proofs there are
     */
    public int prove() {
        proofs.forEach(Runnable::run);
        return proofs.size();
    }

    /** What has not been begun is not done any more. */
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
