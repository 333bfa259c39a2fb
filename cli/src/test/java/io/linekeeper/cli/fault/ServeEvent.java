package io.linekeeper.cli.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;

/**
 * An event as the program under test wrote it.
 *
 * @param nanos its {@code at}, as {@link System#nanoTime()} here
 * @param json the object
 */
record ServeEvent(long nanos, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ServeEvent parse(String printed) {
        try {
            JsonNode json = MAPPER.readTree(printed);
            Instant at = Instant.parse(json.path("at").asText());
            long ago = Duration.between(at, Instant.now()).toNanos();
            return new ServeEvent(System.nanoTime() - ago, json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an event: " + printed, e);
        }
    }

    String event() {
        return json.path("event").asText();
    }

    boolean is(String event) {
        return event().equals(event);
    }

    /** The number of the line, or -1 if the event is not of a line. */
    int line() {
        return json.path("line").asInt(-1);
    }

    /** The port at the other end, or -1. */
    int peerPort() {
        String peer = json.path("peer").asText("");
        return peer.isEmpty() ? -1 : Integer.parseInt(peer.substring(peer.lastIndexOf(':') + 1));
    }

    /** The device, or an empty text where it is not known. */
    String device() {
        return json.path("device").asText("");
    }

    String fate() {
        return json.path("fate").asText();
    }

    /** A number that the event must have. */
    long number(String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber()) {
            throw new AssertionError("no number " + field + " in " + json);
        }
        return value.asLong();
    }

    JsonNode evidence() {
        return json.path("evidence");
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
