package io.linekeeper.gateway;

import io.linekeeper.gateway.flight.Exposure;
import io.linekeeper.gateway.flight.FlightJson;
import io.linekeeper.gateway.flight.RecordedFlight;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder of a gateway: writes each silence of a suspect when it is over, and from time to time how long lines
 * were watched. Written by the thread of the {@link EventLog}. Any thread.
 */
public final class FlightLog implements LineListener {
    private final EventLog events;
    private final FlightJson json;
    private final Watching watching = new Watching();
    private boolean failed;

    /**
     * Begins a recording.
     *
     * @param out where it goes; stays open
     * @throws IOException if nothing can be written there
     */
    public FlightLog(OutputStream out, EventLog events) throws IOException {
        this.events = events;
        json = new FlightJson(out, Instant.now());
    }

    @Override
    public void connected(LineHandler line) {
        watching.connected(line.name(), line.policy(), System.nanoTime());
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        watching.closed(line.name(), System.nanoTime());
    }

    @Override
    public void recorded(LineHandler line, Flight flight) {
        Event.OfLine of = Event.OfLine.of("recorded", line, null);
        @Nullable String device = of.device() == null ? null : of.device().text();
        RecordedFlight recorded = new RecordedFlight(of.at(), of.line(), of.listener(), of.peer(), device, flight);
        write(() -> json.write(recorded));
    }

    /** Records how long lines were watched since this was last called. */
    void tellExposure() {
        for (Exposure exposure : watching.take(Instant.now(), System.nanoTime())) {
            write(() -> json.write(exposure));
        }
    }

    private void write(Writing writing) {
        events.then(() -> {
            if (!failed) {
                try {
                    writing.write();
                } catch (IOException e) {
                    failed = true;
                    events.say("the flight recording cannot be written (" + e.getMessage()
                            + "); nothing more is recorded");
                }
            }
        });
    }

    private interface Writing {
        void write() throws IOException;
    }
}
