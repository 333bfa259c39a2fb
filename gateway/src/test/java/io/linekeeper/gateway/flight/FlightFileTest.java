package io.linekeeper.gateway.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Flight.Kind;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlightFileTest {
    private static final Instant AT = Instant.parse("2026-01-31T10:00:00.123456789Z");
    private static final LivenessPolicy TWO_WAY = LivenessPolicy.within(Duration.ofSeconds(30));
    private static final Witness SAMPLE = new Witness(
            17_000_000_001L, true, false, 17_010, Long.MAX_VALUE, 5_000_000_000L, 5_000_000_100L, 1, 20, 30, 4, 5, 600);
    private static final Flight FLIGHT = new Flight(
            Kind.SILENCE,
            TWO_WAY,
            true,
            16_385,
            3,
            List.of(
                    new Entry(17_000_000_000L, 12, 0, 0, 0, -1, -1, Step.SUSPECTED, SAMPLE),
                    new Entry(
                            29_123_456_789L,
                            12,
                            1_000_001,
                            30_000_000_001L,
                            2,
                            11_000_000_000L,
                            17_000_000_000L,
                            Step.VERDICT,
                            null)),
            new Flight.End(29_123_456_789L, Fate.HUNG, Fate.UNREACHABLE));

    @TempDir
    private Path folder;

    private final List<RecordedFlight> flights = new ArrayList<>();
    private final List<Exposure> exposures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private void read(Path file) throws Exception {
        FlightFile.read(file, flights::add, exposures::add, notes::add);
    }

    private void read(String text) throws Exception {
        read(Files.writeString(folder.resolve("f"), text));
    }

    private static String written(RecordedFlight... recorded) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlightJson json = new FlightJson(out, AT);
        for (RecordedFlight each : recorded) {
            json.write(each);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RecordedFlight of(Flight flight) {
        return new RecordedFlight(AT, 5, "line", "10.0.0.2:51234", "pump-4", flight);
    }

    @Test
    void shouldReadBackWhatWasWritten() throws Exception {
        Flight over = new Flight(
                Kind.STALL,
                TWO_WAY.withHeartbeat(new Heartbeat.OneWay(Duration.ofNanos(1_234_567_891))),
                false,
                0,
                0,
                FLIGHT.entries(),
                new Flight.End(5, null, null));
        Flight bare = new Flight(
                Kind.SILENCE,
                new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(3), Duration.ZERO),
                false,
                0,
                0,
                FLIGHT.entries(),
                new Flight.End(5, Fate.SHUTDOWN, null));
        RecordedFlight nameless = new RecordedFlight(AT, 6, "fixed1028", "unknown", null, over);
        read(written(of(FLIGHT), nameless, of(bare)));
        assertThat(flights).containsExactly(of(FLIGHT), nameless, of(bare));
        assertThat(notes).isEmpty();
    }

    @Test
    void shouldReadBackHowLongLinesWereWatched() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Exposure exposure =
                new Exposure(AT, "line", TWO_WAY, 1_000, Duration.ofDays(8_000).toNanos());
        new FlightJson(out, AT).write(exposure);
        read(out.toString(StandardCharsets.UTF_8));
        assertThat(exposures).containsExactly(exposure);
    }

    @Test
    void shouldWriteNothingOfAPeerUnescaped() throws Exception {
        String text = written(new RecordedFlight(AT, 5, "a\"b", "x\n\u0085\u2028\u009b", "d\u0000", FLIGHT));
        assertThat(text.lines()).hasSize(2);
        assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 127));
    }

    @Test
    void shouldPassOverALineThatWasCutWhenItsWriterEnded() throws Exception {
        String cut = written(of(FLIGHT)).substring(0, 400);
        read(cut);
        assertThat(notes).singleElement().asString().contains("line 2 was cut short");
        read(cut + "\n" + written(of(FLIGHT)));
        assertThat(flights).hasSize(1);
        assertThat(notes).hasSize(2);
    }

    @Test
    void shouldGoOnWithARecordingThatIsThere() throws Exception {
        Path file = Files.writeString(
                folder.resolve("f"), written(of(FLIGHT)) + written(of(FLIGHT)).substring(0, 300));
        try (OutputStream out = RecordingTarget.append(file)) {
            new FlightJson(out, AT).write(of(FLIGHT));
        }
        read(file);
        assertThat(flights).hasSize(2);
        assertThat(notes).singleElement().asString().contains("line 4 was cut short");
    }

    @Test
    void shouldNotWriteIntoAFileThatIsSomethingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "{\"event\":\"connected\"}\n");
        assertThatThrownBy(() -> RecordingTarget.append(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("is there already and is no flight recording; name another file");
        assertThat(file).hasContent("{\"event\":\"connected\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"connected\"}\n",
                "hello\n",
                "[]",
                "\n",
                "null\n",
                "{\"record\":\"silence\",\"line\":1}\n",
                "{\"record\":[]}\n"
            })
    void shouldRefuseWhatIsNoRecording(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("is no flight recording: its first line is not the header");
    }

    @Test
    void shouldNotReadALineWithoutEnd() throws Exception {
        String endless = "x".repeat((1 << 20) + 1);
        String recording = written(of(FLIGHT));
        assertThatThrownBy(() -> read(recording + endless))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("line 3: it is longer than 1048576 characters, and no record is");
        assertThatThrownBy(() -> read(endless)).hasMessageContaining("is no flight recording");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(RecordingException.class)
                .hasMessageEndingWith("is empty; name a file that serve --record wrote");
    }

    @Test
    void shouldRefuseAnotherVersion() throws Exception {
        String text = written().replace("\"version\":1", "\"version\":2");
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("line 1: it is a recording of version 2, and only version 1 is read here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"SILENCE\" | \"kind\":\"NOISE\" | line 2: kind is none of [SILENCE, STALL]",
                "\"proven\":true, | '' | line 2: proven is missing",
                "\"proven\":true | \"proven\":1 | line 2: proven is neither true nor false",
                "\"at_ms\":17000, | \"at_ms\":\"x\", | line 2: looks[0].at_ms is no number of milliseconds",
                "\"at_ms\":17000, | \"at_ms\":1e99, | line 2: looks[0].at_ms is longer than 366 d",
                "\"at_ms\":17000, | \"at_ms\":99000, | line 2: looks[1].at_ms is before that of the look before it",
                "\"credited_ms\":1.000001 | \"credited_ms\":-1 | line 2: looks[1].credited_ms is not between",
                "\"probes\":4 | \"probes\":0.5 | line 2: looks[0].sample.probes is no whole number",
                "\"probes\":3 | \"probes\":0 | line 2: probes 0 is not between 1 and 127",
                "\"peer\":\"10 | \"peer\":\"\\u001b10 | line 2: peer has a control character",
                "\"kind\":\"two-way\" | \"kind\":\"three-way\" | line 2: policy.heartbeat.kind is none of two-way",
                "\"record\":\"silence\" | \"record\":\"noise\" | line 2: record is none of recording, silence and exposure",
                "\"fate\":\"HUNG\" | \"fate\":\"FATED\" | line 2: end.fate is none of",
                "\"sample\": | \"simple\": | line 2: looks has not a single sample",
                "\"looks\":[ | \"looks\":]{ | line 2: it is no JSON object",
            })
    void shouldSayWhichLineIsWrongAndWhat(String right, String wrong, String message) throws Exception {
        String text = written(of(FLIGHT), of(FLIGHT));
        int second = text.indexOf(right, text.indexOf('\n'));
        assertThat(second).isPositive();
        String broken = text.substring(0, second) + wrong + text.substring(second + right.length());
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("take the line out, or record anew");
    }
}
