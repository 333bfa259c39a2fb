package io.linekeeper.line;

/**
 * By when something must be done on a line, whatever bytes come. Hearing time in milliseconds.
 *
 * <p>It runs from the next look on, since only a call knows what time it is. When it has passed there is one last chance:
 * after a gap of ours, what the peer sent in time may still wait in the kernel, and the loop reads it before the look a
 * tick later.
 */
final class Deadline {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int millis;
    private State state = State.SET;
    private int lookAt;

    private enum State {
        SET,
        RUNS,
        LAST_CHANCE
    }

    /** So many milliseconds from the next look on, which is needed now. */
    Deadline(int millis, int now) {
        this.millis = millis;
        lookAt = now;
    }

    /** A look: whether the deadline has passed, and the last chance with it. */
    boolean isMissed(int now, int tick) {
        if (now - lookAt < 0) {
            return false;
        }
        if (state == State.LAST_CHANCE) {
            return true;
        }
        int wait = state == State.SET ? millis : 0;
        state = wait > 0 ? State.RUNS : State.LAST_CHANCE;
        lookAt = now + (wait > 0 ? wait : tick);
        return false;
    }

    /** When the next look is needed. */
    int lookAt() {
        return lookAt;
    }

    /** How long it was, in nanoseconds. */
    long boundNanos() {
        return millis * NANOS_PER_MILLI;
    }
}
