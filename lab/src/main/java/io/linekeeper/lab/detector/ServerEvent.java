package io.linekeeper.lab.detector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.linekeeper.lab.LabException;

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
    private static final ObjectMapper JSON = new ObjectMapper();

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
        /** Something that was asked for has been done, or failed on one line: {@code says} tells. */
        DONE,
        /** A command was not obeyed: {@code says} tells why. */
        REFUSED
    }

    /** Returns it as one line. */
    public String print() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be written as JSON: " + this, e);
        }
    }

    /**
     * Reads a line that {@link DetectorServer} printed.
     *
     * @throws LabException if it is none
     */
    public static ServerEvent parse(String printed) {
        try {
            return JSON.readValue(printed, ServerEvent.class);
        } catch (JsonProcessingException e) {
            throw new LabException("not an event of a detector: " + printed, e);
        }
    }
}
