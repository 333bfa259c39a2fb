package io.linekeeper.gateway.flight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a flight recording, line by line. A line that its writer could not finish is passed over with a note; anything else
 * that is not as it must be ends the reading. Any thread.
 */
public final class FlightFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A record of 64 looks has some 30,000 characters. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final Consumer<RecordedFlight> flights;
    private final Consumer<Exposure> exposures;
    private final Consumer<String> notes;
    private int number;
    /** The number of a line that is no JSON, if that may be because it was cut; or 0. */
    private int cut;

    private FlightFile(
            Path file, Consumer<RecordedFlight> flights, Consumer<Exposure> exposures, Consumer<String> notes) {
        this.file = file;
        this.flights = flights;
        this.exposures = exposures;
        this.notes = notes;
    }

    /**
     * Reads all of a file.
     *
     * @param notes told of what was passed over, in a sentence without a full stop
     * @throws RecordingException if it is no recording, or one of another version, or a line is not as it must be
     * @throws IOException if it cannot be read
     */
    public static void read(
            Path file, Consumer<RecordedFlight> flights, Consumer<Exposure> exposures, Consumer<String> notes)
            throws IOException, RecordingException {
        new FlightFile(file, flights, exposures, notes).read();
    }

    private void read() throws IOException, RecordingException {
        try (CappedLines lines = new CappedLines(Files.newBufferedReader(file, StandardCharsets.UTF_8), LONGEST_LINE)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (line.length() > LONGEST_LINE) {
                    throw number == 1
                            ? noRecording()
                            : wrong("it is longer than " + LONGEST_LINE + " characters, and no record is");
                }
                read(line);
            }
        }
        if (number == 0) {
            throw new RecordingException(file + " is empty; name a file that serve --record wrote");
        }
        noteCut();
    }

    private void read(String line) throws RecordingException {
        JsonNode json = parse(line);
        if (json == null) {
            requireUncut();
            cut = number;
            return;
        }
        try {
            Fields fields = new Fields("", json);
            String record = fields.text("record");
            if (!record.equals("recording")) {
                requireUncut();
            }
            read(record, fields);
        } catch (IllegalArgumentException e) {
            throw number == 1 ? noRecording() : wrong(String.valueOf(e.getMessage()));
        }
    }

    private void read(String record, Fields fields) throws RecordingException {
        if (number == 1 && !record.equals("recording")) {
            throw noRecording();
        }
        switch (record) {
            case "recording" -> {
                noteCut();
                requireVersion(fields.number("version"));
            }
            case "silence" -> flights.accept(flight(fields));
            case "exposure" ->
                exposures.accept(new Exposure(
                        fields.instant("at"),
                        fields.text("listener"),
                        PolicyJson.read(fields.object("policy")),
                        fields.count("lines"),
                        fields.sumOfNanos("line_ms")));
            default -> throw fields.wrong("record", "is none of recording, silence and exposure");
        }
    }

    private @Nullable JsonNode parse(String line) throws RecordingException {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            if (number == 1) {
                throw noRecording();
            }
            return null;
        }
    }

    /** Only the last line of a writer can have been cut: what follows it is the first line of another one. */
    private void requireUncut() throws RecordingException {
        if (cut > 0) {
            number = cut;
            throw wrong("it is no JSON object");
        }
    }

    private void noteCut() {
        if (cut > 0) {
            notes.accept(file + ", line " + cut + " was cut short when its writer ended, and is passed over");
            cut = 0;
        }
    }

    private void requireVersion(long version) throws RecordingException {
        if (version != FlightJson.VERSION) {
            throw wrong("it is a recording of version " + version + ", and only version " + FlightJson.VERSION
                    + " is read here");
        }
    }

    private RecordingException noRecording() {
        return new RecordingException(file + " is no flight recording: its first line is not the header"
                + " {\"record\":\"recording\",...}; name a file that serve --record wrote");
    }

    private RecordingException wrong(String what) {
        return new RecordingException(file + ", line " + number + ": " + what + "; take the line out, or record anew");
    }

    private static RecordedFlight flight(Fields fields) {
        Fields end = fields.object("end");
        Flight flight = new Flight(
                fields.name("kind", Flight.Kind.class),
                PolicyJson.read(fields.object("policy")),
                fields.flag("proven"),
                fields.has("reading_until_ms") ? fields.nanos("reading_until_ms") : 0,
                fields.count("dropped"),
                entries(fields.objects("looks")),
                new Flight.End(
                        end.nanos("at_ms"),
                        end.nameOrNull("fate", Fate.class),
                        end.nameOrNull("observed", Fate.class)));
        if (flight.entries().stream().allMatch(entry -> entry.witness() == null)) {
            throw fields.wrong("looks", "has not a single sample");
        }
        return new RecordedFlight(
                fields.instant("at"),
                fields.count("line"),
                fields.text("listener"),
                fields.text("peer"),
                fields.textOrNull("device"),
                flight);
    }

    private static List<Entry> entries(List<Fields> looks) {
        List<Entry> entries = looks.stream().map(FlightFile::entry).toList();
        for (int i = 1; i < entries.size(); i++) {
            Entry before = entries.get(i - 1);
            Entry next = entries.get(i);
            if (next.atNanos() < before.atNanos()) {
                throw looks.get(i).wrong("at_ms", "is before that of the look before it");
            }
            long elapsed = next.atNanos() - before.atNanos();
            long credited = next.creditedNanos() - before.creditedNanos();
            if (credited < 0 || credited > elapsed) {
                throw looks.get(i).wrong("credited_ms", "is not between that of the look before it and all time since");
            }
        }
        return entries;
    }

    private static Entry entry(Fields look) {
        int questions = look.count("questions");
        return new Entry(
                look.nanos("at_ms"),
                look.nanos("since_ms"),
                look.nanos("credited_ms"),
                look.has("excused_until_ms") ? look.nanos("excused_until_ms") : 0,
                questions,
                questions > 0 ? look.nanos("first_asked_ms") : -1,
                questions > 0 ? look.nanos("last_asked_ms") : -1,
                look.name("step", Step.class),
                look.has("sample") ? witness(look.object("sample")) : null);
    }

    private static Witness witness(Fields sample) {
        return new Witness(
                sample.nanos("at_ms"),
                sample.flag("kernel"),
                sample.flag("reading"),
                sample.number("last_data_ms"),
                sample.number("last_ack_ms"),
                sample.number("acknowledged"),
                sample.number("queued"),
                sample.count("unacked_segments"),
                sample.number("unsent_bytes"),
                sample.number("window_bytes"),
                sample.count("probes"),
                sample.count("retransmits"),
                sample.number("rtt_us"));
    }
}
