package io.linekeeper.netty.client;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets in so many at once: connections that are being opened must not overflow the server's queue of those that wait to be
 * accepted, least of all when all clients come back to a server that has just started.
 *
 * <p>Any thread; its state belongs to one executor.
 */
final class Gate {
    private final EventExecutor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int room;

    Gate(EventExecutor executor, int room) {
        this.executor = executor;
        this.room = room;
    }

    /** Runs the task on the gate's executor when there is room; each that was run is followed by one {@link #leave}. */
    void enter(Runnable task) {
        execute(() -> {
            waiting.add(task);
            letIn();
        });
    }

    /** One that came in is done. */
    void leave() {
        execute(() -> {
            room++;
            letIn();
        });
    }

    /** When the executor has ended, nobody comes in any more. */
    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException ended) {
            // and nobody waits for that
        }
    }

    private void letIn() {
        while (room > 0 && !waiting.isEmpty()) {
            room--;
            waiting.remove().run();
        }
    }
}
