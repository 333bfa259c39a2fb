package io.linekeeper.line;

/**
 * What the stamps of a line say of when it was heard. A stamp alone says only "not before this call"; the remembered calls
 * say not after which, and the witness when the byte came. Hearing time in milliseconds.
 *
 * @param heard stamp of the last byte
 * @param listening stamp of when we began to listen again
 */
record Stamps(HearingTime time, int heard, int listening) {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Ages in the kernel's samples are counted in its ticks, of up to 10 ms (HZ=100). */
    private static final int KERNEL_TICK = 10;

    /** Where silence counts from: the latest moment at which the last byte can have come, and we have listened since. */
    int base(Witness witness) {
        int latest = time.latest(heard);
        if (witness.kernel()) {
            int longAgo = time.remembers(heard) ? heard : latest;
            int came = time.at(lastDataNanos(witness), longAgo);
            boolean unread = came - latest > 0;
            int earliest = came + KERNEL_TICK - heard > 0 ? came + KERNEL_TICK : heard;
            latest = unread || earliest - latest < 0 ? earliest : latest;
        }
        int listeningSince = listening == heard ? latest : time.latest(listening);
        return listeningSince - latest > 0 ? listeningSince : latest;
    }

    /** The earliest moment at which silence can have begun. */
    int earliestBase() {
        return listening - heard > 0 ? listening : heard;
    }

    /** The latest moment at which silence can have begun, without a witness. */
    int latestBase() {
        return time.latest(earliestBase());
    }

    /**
     * The stamp of the last byte, read by us or not: no earlier than it can have come, since a call may lie between. That of
     * the last byte heard where the witness knows of none after it.
     */
    int heardOrUnread(Witness witness) {
        if (!witness.kernel()) {
            return heard;
        }
        int latest = time.latest(heard);
        int came = time.at(lastDataNanos(witness), latest);
        return came - KERNEL_TICK - latest > 0 ? came + KERNEL_TICK : heard;
    }

    private static long lastDataNanos(Witness witness) {
        return witness.atNanos() - witness.lastDataMillis() * NANOS_PER_MILLI;
    }
}
