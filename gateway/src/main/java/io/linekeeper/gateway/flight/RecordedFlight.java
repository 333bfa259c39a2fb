package io.linekeeper.gateway.flight;

import io.linekeeper.line.Flight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded silence, and whose it was. A value.
 *
 * @param at when it ended, on the wall clock: for display only
 * @param line the line's number in its process
 * @param listener the name of its listener
 * @param peer the peer's address
 * @param device the peer's device id, or null
 * @param flight the record
 */
public record RecordedFlight(
        Instant at,
        int line,
        String listener,
        String peer,
        @Nullable String device,
        Flight flight) {}
