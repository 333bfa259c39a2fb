package io.linekeeper.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.linekeeper.line.Evidence;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes events as JSON lines: one object a line, everything a peer sent escaped. Not thread-safe. */
final class EventJson {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** ASCII alone: some readers take U+0085 and U+2028 for line ends, and some terminals U+009B for a command. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final OutputStream out;
    private final JsonGenerator json;

    EventJson(OutputStream out) throws IOException {
        this.out = out;
        this.json = FACTORY.createGenerator(out).setRootValueSeparator(null);
    }

    void write(Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", MICROSECONDS.format(event.at()));
        json.writeStringField("event", event.name());
        if (event instanceof Event.Listening listening) {
            json.writeStringField("listener", listening.listener());
            json.writeStringField("host", listening.host());
            json.writeNumberField("port", listening.port());
        } else if (event instanceof Event.OfLine ofLine) {
            write(ofLine);
        } else if (event instanceof Event.NotReading notReading) {
            write(notReading.line());
            json.writeNumberField("not_reading_ms", notReading.since().toMillis());
        } else if (event instanceof Event.Identified identified) {
            write(identified.session());
        } else if (event instanceof Event.Superseded superseded) {
            write(superseded.old());
            json.writeNumberField("by_line", superseded.by().line());
            json.writeNumberField("by_epoch", superseded.by().epoch());
        } else if (event instanceof Event.Refused refused) {
            json.writeNumberField("line", refused.line());
            json.writeStringField("device", refused.device().text());
            json.writeStringField("why", refused.why());
        } else if (event instanceof Event.OfHost host) {
            json.writeStringField("host", host.host());
            json.writeStringField("state", host.state().name());
            json.writeNumberField("lines", host.lines());
            json.writeStringField("detail", host.why());
        } else if (event instanceof Event.Mass mass) {
            json.writeNumberField("lines", mass.finding().lines());
            json.writeNumberField("of", mass.finding().of());
            json.writeNumberField("share", Math.floor(mass.finding().share() * 1_000) / 1_000);
            json.writeNumberField("within_ms", mass.finding().within().toMillis());
            json.writeBooleanField("over", mass.finding().over());
        } else if (event instanceof Event.Paused paused) {
            json.writeStringField("loop", paused.loop());
            json.writeNumberField("gap_ms", paused.gap().toMillis());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    void flush() throws IOException {
        json.flush();
        out.flush();
    }

    private void write(Session session) throws IOException {
        json.writeNumberField("line", session.line());
        json.writeStringField("device", session.device().text());
        json.writeNumberField("epoch", session.epoch());
    }

    private void write(Event.OfLine event) throws IOException {
        json.writeNumberField("line", event.line());
        json.writeStringField("listener", event.listener());
        json.writeStringField("peer", event.peer());
        json.writeStringField(
                "device", event.device() == null ? null : event.device().text());
        Verdict verdict = event.verdict();
        if (verdict == null) {
            return;
        }
        json.writeStringField("fate", verdict.fate().name());
        if (event.name().equals("verdict") || event.name().equals("observed")) {
            json.writeNumberField("silence_ms", verdict.silenceNanos() / NANOS_PER_MILLI);
            if (verdict.boundNanos() < 0) {
                json.writeNullField("bound_ms");
            } else {
                json.writeNumberField("bound_ms", verdict.boundNanos() / NANOS_PER_MILLI);
            }
            json.writeNumberField("lateness_ms", verdict.latenessNanos() / NANOS_PER_MILLI);
            json.writeNumberField("credited_ms", verdict.creditedNanos() / NANOS_PER_MILLI);
            write(verdict.evidence());
        }
    }

    private void write(Evidence evidence) throws IOException {
        json.writeObjectFieldStart("evidence");
        json.writeNumberField("questions", evidence.questions());
        json.writeBooleanField("acknowledged", evidence.acknowledged());
        json.writeStringField("reachability", evidence.reachability().name());
        json.writeStringField("detail", evidence.detail());
        write(evidence.witness());
        json.writeEndObject();
    }

    private void write(@Nullable Witness witness) throws IOException {
        if (witness == null || !witness.kernel()) {
            json.writeNullField("witness");
            return;
        }
        json.writeObjectFieldStart("witness");
        json.writeNumberField("last_data_ms", witness.lastDataMillis());
        json.writeNumberField("last_ack_ms", witness.lastAckMillis());
        json.writeNumberField("unacknowledged_bytes", Math.max(0, witness.queued() - witness.acknowledged()));
        json.writeNumberField("unsent_bytes", witness.unsentBytes());
        json.writeNumberField("window_bytes", witness.windowBytes());
        json.writeNumberField("probes", witness.probes());
        json.writeNumberField("retransmits", witness.retransmits());
        json.writeNumberField("rtt_us", witness.rttMicros());
        json.writeEndObject();
    }
}
