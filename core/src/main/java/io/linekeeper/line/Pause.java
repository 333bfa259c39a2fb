package io.linekeeper.line;

/**
 * No read is outstanding on a line: nobody listens to its peer, whose silence is not charged. That must not go on unsaid, and
 * is told each time it has lasted for another stall limit. Hearing time in milliseconds.
 */
final class Pause {
    private final int since;
    private final int stallLimit;
    private int lookAt;

    Pause(int since, int stallLimit) {
        this.since = since;
        this.stallLimit = stallLimit;
        lookAt = since + stallLimit;
    }

    /** Whether it is to be told now. */
    boolean isToBeTold(int now) {
        if (now - lookAt < 0) {
            return false;
        }
        lookAt = now + stallLimit;
        return true;
    }

    /** Since when nobody has read, at the earliest. */
    int since() {
        return since;
    }

    /** When the next sample is needed. */
    int lookAt() {
        return lookAt;
    }
}
