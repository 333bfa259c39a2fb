package io.linekeeper.sim.net;

import org.jspecify.annotations.Nullable;

/**
 * A timer of a kernel. Putting it off costs a store: its event in the agenda stays where it is and looks again. It does not
 * run while its host is paused.
 */
final class Timer implements Runnable {
    private final Host host;
    private final Runnable action;
    private boolean isSet;
    private long deadlineNanos;
    private long eventNanos;
    private Agenda.@Nullable Entry event;

    Timer(Host host, Runnable action) {
        this.host = host;
        this.action = action;
    }

    boolean isSet() {
        return isSet;
    }

    /** It goes off so much later than now, and no other time. */
    void setAfter(long nanos) {
        isSet = true;
        deadlineNanos = host.agenda().now() + nanos;
        if (event == null) {
            book();
        } else if (eventNanos - deadlineNanos > 0) {
            event.cancel();
            book();
        }
    }

    /** It does not go off. */
    void clear() {
        isSet = false;
    }

    /** It never goes off again, and leaves nothing in the agenda. */
    void discard() {
        isSet = false;
        if (event != null) {
            event.cancel();
            event = null;
        }
    }

    private void book() {
        eventNanos = deadlineNanos;
        event = host.agenda().at(eventNanos, this);
    }

    @Override
    public void run() {
        event = null;
        if (!isSet) {
            return;
        }
        if (deadlineNanos - host.agenda().now() > 0) {
            book();
        } else if (host.isPaused()) {
            host.atResume(this);
        } else {
            isSet = false;
            action.run();
        }
    }
}
