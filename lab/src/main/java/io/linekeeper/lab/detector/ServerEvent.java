package io.linekeeper.lab.detector;

/**
 * What a detector saw: one line of JSON in the output of {@link DetectorServer}.
 *
 * @param nanos {@link System#nanoTime()} there, the same clock as here
 * @param detector the id of the detector
 * @param kind what
 * @param peer address and port of the other end, as {@code 10.77.2.2:40000}; empty where it is not about one line
 * @param fate what it was found to be: one of Linekeeper's fates, the kernel's error, or what else the detector says; empty otherwise
 * @param says the whole sentence, with its evidence; empty if there is none
 */
public record ServerEvent(long nanos, String detector, Kind kind, String peer, String fate, String says) {
    /** Kinds of events. */
    public enum Kind {
        /** The detector listens. */
        LISTENING,
        /** A line is watched from now on. */
        ACCEPTED,
        /** A line is suspected. */
        SUSPECTED,
        /** A suspect was heard again. */
        RECOVERED,
        /** A line was found to be dead or ended. */
        FOUND,
        /** The descriptor was given back. */
        CLOSED,
        /** Our own program was away. */
        PAUSED,
        /** Something that was asked for has been done, or failed: {@code says} tells. */
        DONE
    }
}
