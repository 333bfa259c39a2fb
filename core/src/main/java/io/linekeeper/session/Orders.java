package io.linekeeper.session;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told to others: kept in order while it is decided, carried out when all state stands. So whoever is told may
 * call back at once, and what one of them throws costs the others nothing.
 */
final class Orders {
    private final Queue<Runnable> orders = new ArrayDeque<>();
    private boolean carryingOut;

    void add(Runnable order) {
        orders.add(order);
    }

    /**
     * Carries out all of them, those too that come up meanwhile.
     *
     * @throws RuntimeException the first that one of them threw, after the last is carried out
     */
    void carryOut() {
        if (carryingOut) {
            return; // Called back from one of them: its orders come after those that were there before.
        }
        RuntimeException thrown = null;
        carryingOut = true;
        try {
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                thrown = carryOut(order, thrown);
            }
        } finally {
            carryingOut = false;
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private static @Nullable RuntimeException carryOut(Runnable order, @Nullable RuntimeException before) {
        try {
            order.run();
            return before;
        } catch (RuntimeException e) {
            if (before == null) {
                return e;
            }
            if (before != e) {
                before.addSuppressed(e);
            }
            return before;
        }
    }
}
