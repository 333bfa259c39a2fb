package io.linekeeper.gateway.flight;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Witness;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a flight recording: JSON lines, everything a peer sent escaped, times in milliseconds with as many decimals as they
 * need. Each line is handed on when it is complete. Not thread-safe.
 */
public final class FlightJson {
    /** Of the format. Another one is not read. */
    static final int VERSION = 1;

    private static final int NANO_DIGITS_OF_MILLI = 6;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final OutputStream out;
    private final JsonGenerator json;

    /** Begins a recording, and says so with its first line. */
    public FlightJson(OutputStream out, Instant now) throws IOException {
        this.out = out;
        this.json = FACTORY.createGenerator(out).setRootValueSeparator(null);
        begin("recording", now);
        json.writeNumberField("version", VERSION);
        end();
    }

    /** Writes a silence. */
    public void write(RecordedFlight recorded) throws IOException {
        Flight flight = recorded.flight();
        begin("silence", recorded.at());
        json.writeNumberField("line", recorded.line());
        json.writeStringField("listener", recorded.listener());
        json.writeStringField("peer", recorded.peer());
        json.writeStringField("device", recorded.device());
        json.writeStringField("kind", flight.kind().name());
        PolicyJson.write(json, flight.policy());
        json.writeBooleanField("proven", flight.proven());
        if (flight.readingUntilNanos() > 0) {
            millis(json, "reading_until_ms", flight.readingUntilNanos());
        }
        json.writeNumberField("dropped", flight.dropped());
        json.writeArrayFieldStart("looks");
        for (Entry entry : flight.entries()) {
            write(entry);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("end");
        millis(json, "at_ms", flight.end().atNanos());
        name("fate", flight.end().fate());
        name("observed", flight.end().observed());
        json.writeEndObject();
        end();
    }

    /** Writes for how long lines were watched. */
    public void write(Exposure exposure) throws IOException {
        begin("exposure", exposure.at());
        json.writeStringField("listener", exposure.listener());
        PolicyJson.write(json, exposure.policy());
        json.writeNumberField("lines", exposure.lines());
        millis(json, "line_ms", exposure.lineNanos());
        end();
    }

    private void begin(String record, Instant at) throws IOException {
        json.writeStartObject();
        json.writeStringField("record", record);
        json.writeStringField("at", at.toString());
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        out.flush();
    }

    private void write(Entry entry) throws IOException {
        json.writeStartObject();
        millis(json, "at_ms", entry.atNanos());
        millis(json, "since_ms", entry.sinceNanos());
        millis(json, "credited_ms", entry.creditedNanos());
        if (entry.excusedUntilNanos() > 0) {
            millis(json, "excused_until_ms", entry.excusedUntilNanos());
        }
        json.writeNumberField("questions", entry.questions());
        if (entry.questions() > 0) {
            millis(json, "first_asked_ms", entry.firstAskedNanos());
            millis(json, "last_asked_ms", entry.lastAskedNanos());
        }
        json.writeStringField("step", entry.step().name());
        if (entry.witness() != null) {
            write(entry.witness());
        }
        json.writeEndObject();
    }

    private void write(Witness witness) throws IOException {
        json.writeObjectFieldStart("sample");
        millis(json, "at_ms", witness.atNanos());
        json.writeBooleanField("kernel", witness.kernel());
        json.writeBooleanField("reading", witness.reading());
        json.writeNumberField("last_data_ms", witness.lastDataMillis());
        json.writeNumberField("last_ack_ms", witness.lastAckMillis());
        json.writeNumberField("acknowledged", witness.acknowledged());
        json.writeNumberField("queued", witness.queued());
        json.writeNumberField("unacked_segments", witness.unackedSegments());
        json.writeNumberField("unsent_bytes", witness.unsentBytes());
        json.writeNumberField("window_bytes", witness.windowBytes());
        json.writeNumberField("probes", witness.probes());
        json.writeNumberField("retransmits", witness.retransmits());
        json.writeNumberField("rtt_us", witness.rttMicros());
        json.writeEndObject();
    }

    private void name(String field, @Nullable Enum<?> value) throws IOException {
        json.writeStringField(field, value == null ? null : value.name());
    }

    static void millis(JsonGenerator json, String field, Duration duration) throws IOException {
        millis(json, field, duration.toNanos());
    }

    private static void millis(JsonGenerator json, String field, long nanos) throws IOException {
        BigDecimal millis = BigDecimal.valueOf(nanos, NANO_DIGITS_OF_MILLI).stripTrailingZeros();
        json.writeNumberField(field, millis);
    }
}
