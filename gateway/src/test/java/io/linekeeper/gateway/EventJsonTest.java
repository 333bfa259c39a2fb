package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.MassSilence.Finding;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventJsonTest {
    static final Instant AT = Instant.parse("2026-01-31T10:00:00.123456789Z");
    static final Witness WITNESS = new Witness(5, true, true, 31_004, 30_990, 100, 250, 2, 50, 65_535, 3, 4, 180);

    static Verdict verdict(Fate fate, @Nullable Witness witness, @Nullable String detail) {
        return new Verdict(
                fate,
                31_004_000_000L,
                31_000_000_000L,
                4_000_000L,
                7_000_000L,
                new Evidence(10, false, witness, Reachability.UNKNOWN, detail));
    }

    static Event.OfLine ofLine(String name, @Nullable Verdict verdict) {
        return new Event.OfLine(AT, name, 17, "fixed1028", "10.0.0.2:51234", null, verdict);
    }

    private static String json(Event... events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventJson json = new EventJson(out);
        for (Event event : events) {
            json.write(event);
        }
        json.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteAVerdictWithExactlyTheseNames() throws Exception {
        assertThat(json(ofLine("verdict", verdict(Fate.UNREACHABLE, WITNESS, null))))
                .isEqualTo(
                        "{\"at\":\"2026-01-31T10:00:00.123456Z\",\"event\":\"verdict\",\"line\":17,"
                                + "\"listener\":\"fixed1028\",\"peer\":\"10.0.0.2:51234\",\"device\":null,"
                                + "\"fate\":\"UNREACHABLE\",\"silence_ms\":31004,\"bound_ms\":31000,\"lateness_ms\":4,"
                                + "\"credited_ms\":7,\"evidence\":{\"questions\":10,\"acknowledged\":false,"
                                + "\"reachability\":\"UNKNOWN\",\"detail\":null,"
                                + "\"witness\":{\"last_data_ms\":31004,\"last_ack_ms\":30990,\"unacknowledged_bytes\":150,"
                                + "\"unsent_bytes\":50,\"window_bytes\":65535,\"probes\":3,\"retransmits\":4,\"rtt_us\":180}}}\n");
    }

    @Test
    void shouldWriteAnObservedDeathWithTheNamesOfAVerdict() throws Exception {
        Verdict death = verdict(Fate.HUNG, WITNESS, null);

        assertThat(json(ofLine("observed", death)))
                .isEqualTo(json(ofLine("verdict", death)).replace("\"event\":\"verdict\"", "\"event\":\"observed\""));
    }

    @Test
    void shouldWriteWhatThereIsNotAsNull() throws Exception {
        Verdict verdict = new Verdict(
                Fate.FINISHED, 1_000_000L, -1, 0, 0, new Evidence(0, false, null, Reachability.UNKNOWN, "half"));

        assertThat(json(ofLine("verdict", verdict)))
                .contains("\"bound_ms\":null", "\"lateness_ms\":0", "\"detail\":\"half\"", "\"witness\":null");
        Witness ofBuffers = Witness.ofBuffers(0, true, 0, 0);
        assertThat(json(ofLine("verdict", verdict(Fate.SILENT, ofBuffers, null))))
                .contains("\"witness\":null");
    }

    @Test
    void shouldWriteWhatBecomesOfSessions() throws Exception {
        String head = "{\"at\":\"2026-01-31T10:00:00.123456Z\",\"event\":";
        Session old = new Session(new DeviceId("pump-4"), 1000, "gateway", 17);
        Session by = new Session(new DeviceId("pump-4"), 1001, "gateway", 18);

        assertThat(json(
                        new Event.Identified(AT, old),
                        new Event.Superseded(AT, old, by),
                        new Event.Refused(AT, by.device(), 19, "two of them"),
                        new Event.OfLine(AT, "connected", 17, "line", "10.0.0.2:51234", old.device(), null)))
                .isEqualTo(head + "\"identified\",\"line\":17,\"device\":\"pump-4\",\"epoch\":1000}\n"
                        + head + "\"superseded\",\"line\":17,\"device\":\"pump-4\",\"epoch\":1000,"
                        + "\"by_line\":18,\"by_epoch\":1001}\n"
                        + head + "\"refused\",\"line\":19,\"device\":\"pump-4\",\"why\":\"two of them\"}\n"
                        + head + "\"connected\",\"line\":17,\"listener\":\"line\",\"peer\":\"10.0.0.2:51234\","
                        + "\"device\":\"pump-4\"}\n");
    }

    @Test
    void shouldWriteTheOtherEvents() throws Exception {
        String head = "{\"at\":\"2026-01-31T10:00:00.123456Z\",\"event\":";
        String ofLine = "\"line\":17,\"listener\":\"fixed1028\",\"peer\":\"10.0.0.2:51234\",\"device\":null";

        assertThat(json(
                        new Event.Listening(AT, "length16", "127.0.0.1", 7779),
                        ofLine("connected", null),
                        ofLine("suspected", null),
                        ofLine("draining", verdict(Fate.HUNG, null, null)),
                        ofLine("closed", verdict(Fate.HUNG, null, null)),
                        new Event.Paused(AT, "loop-1-1", Duration.ofMillis(4750)),
                        new Event.OfHost(AT, "fd00::2", Reachability.NO_ANSWER, 3, null),
                        new Event.Mass(AT, new Finding(6_000, 10_000, Duration.ofMillis(420), false)),
                        new Event.NotReading(ofLine("paused", null), Duration.ofSeconds(20))))
                .isEqualTo(head + "\"listening\",\"listener\":\"length16\",\"host\":\"127.0.0.1\",\"port\":7779}\n"
                        + head + "\"connected\"," + ofLine + "}\n"
                        + head + "\"suspected\"," + ofLine + "}\n"
                        + head + "\"draining\"," + ofLine + ",\"fate\":\"HUNG\"}\n"
                        + head + "\"closed\"," + ofLine + ",\"fate\":\"HUNG\"}\n"
                        + head + "\"paused\",\"loop\":\"loop-1-1\",\"gap_ms\":4750}\n"
                        + head + "\"reachability\",\"host\":\"fd00::2\",\"state\":\"NO_ANSWER\",\"lines\":3,"
                        + "\"detail\":null}\n"
                        + head + "\"mass_silence\",\"lines\":6000,\"of\":10000,\"share\":0.6,\"within_ms\":420,"
                        + "\"over\":false}\n"
                        + head + "\"paused\"," + ofLine + ",\"not_reading_ms\":20000}\n");
    }

    /** Line ends, terminal commands, JNDI, bidirectional overrides: what has been smuggled into logs. */
    static Stream<String> hostile() {
        return Stream.of(
                "a\nb",
                "a\r\nb",
                "\"}{\"event\":\"verdict\"",
                "\\",
                "\u0000\u001b[2J\u007f\u009b2J",
                "\u0085\u2028\u2029",
                "\u202e",
                "\ud800",
                "${jndi:ldap://x}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldStayOneLineOfPrintableAscii(String hostile) throws Exception {
        String line = json(ofLine("verdict", verdict(Fate.CLOSED, null, hostile)));

        assertThat(line).endsWith("}\n");
        assertThat(line.substring(0, line.length() - 1)).matches("[ -~\\x7f]*");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.at("/evidence/detail").textValue()).isEqualTo(hostile);
        assertThat(read.at("/event").textValue()).isEqualTo("verdict");
    }
}
