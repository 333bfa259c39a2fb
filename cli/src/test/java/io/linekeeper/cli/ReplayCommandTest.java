package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.gateway.flight.Exposure;
import io.linekeeper.gateway.flight.FlightJson;
import io.linekeeper.gateway.flight.RecordedFlight;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Flight.Kind;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** replay and tune, on recordings that are made here. */
class ReplayCommandTest {
    private static final Instant AT = Instant.parse("2026-01-31T10:00:00Z");
    private static final long SECOND = 1_000_000_000;
    private static final LivenessPolicy FIVE = LivenessPolicy.within(Duration.ofSeconds(5));
    private static final LivenessPolicy BEATS = FIVE.withHeartbeat(new Heartbeat.OneWay(Duration.ofSeconds(4)));

    @TempDir
    private Path folder;

    /** A peer whose kernel acknowledges; under FIVE it is asked at 1 s and suspect at 2 s. */
    private static Flight silence(
            LivenessPolicy policy, double seconds, @Nullable Fate end, @Nullable Fate observed, int dropped) {
        boolean asked = policy.heartbeat() instanceof Heartbeat.TwoWay;
        List<Entry> entries = new ArrayList<>();
        for (long at = 2; at < seconds; at++) {
            Witness witness =
                    new Witness(at * SECOND, true, true, at * 1_000, 999, 8 * at, 8 * at, 0, 0, 65_536, 0, 0, 500);
            entries.add(new Entry(
                    at * SECOND,
                    0,
                    0,
                    0,
                    asked ? 1 : 0,
                    asked ? SECOND : -1,
                    asked ? SECOND : -1,
                    Step.QUIET,
                    witness));
        }
        return new Flight(
                Kind.SILENCE,
                policy,
                true,
                0,
                dropped,
                entries,
                new Flight.End((long) (seconds * SECOND), end, observed));
    }

    private String recording(Duration watched, Flight... flights) throws IOException {
        Path file = folder.resolve("flights");
        try (OutputStream out = Files.newOutputStream(file)) {
            FlightJson json = new FlightJson(out, AT);
            int line = 0;
            for (Flight flight : flights) {
                String device = line == 0 ? "pump-4" : null;
                json.write(new RecordedFlight(AT, ++line, "line", "10.0.0.2:51234", device, flight));
            }
            json.write(new Exposure(AT, "line", FIVE, 1, watched.toNanos()));
        }
        return file.toString();
    }

    @Test
    void shouldTellOfEachSilenceWhatThePolicyWouldHaveDone() throws IOException {
        String file = recording(
                Duration.ofDays(1),
                silence(FIVE, 2.5, null, null, 0),
                silence(FIVE, 12.5, null, Fate.HUNG, 0),
                silence(FIVE, 10, Fate.HUNG, null, 7),
                silence(FIVE, 8, Fate.HUNG, null, 0),
                silence(FIVE, 9.5, Fate.SHUTDOWN, null, 0),
                silence(BEATS, 10, null, Fate.SILENT, 0));
        Run run = Run.of("replay", file, "--within", "10s");
        String who = " (line, 10.0.0.2:51234) ";
        assertThat(run.out().lines())
                .containsExactly(
                        "line 1 (line, device pump-4, 10.0.0.2:51234) was heard again after 2.5 s; would have been let"
                                + " live",
                        "line 2" + who + "observed HUNG, then was heard again after 12.5 s; would have been ended HUNG"
                                + " after 9.0 s, wrongly",
                        "line 3" + who + "ended HUNG after 10.0 s; would have been ended HUNG after 9.0 s, rightly (the"
                                + " record is cut short: the first 7 looks are missing)",
                        "line 4" + who
                                + "ended HUNG after 8.0 s; would have been ended HUNG after 9.0 s, had it lasted:"
                                + " not known",
                        "line 5" + who
                                + "ended SHUTDOWN after 9.5 s; would have been ended HUNG after 9.0 s, but its end"
                                + " does not tell whether it was dead: not known",
                        "line 6" + who + "observed SILENT, then was heard again after 10.0 s; would have been ended"
                                + " SILENT after 9.0 s, wrongly",
                        "6 silences: 1 let live, 1 ended rightly, 2 ended wrongly, 2 not known");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--within 30s | would have been let live",
                "--heartbeat two-way --idle 4s --interval 1s --probes 3 | ended HUNG after 7.0 s, wrongly",
                "--heartbeat two-way --idle 500ms --interval 100ms --probes 3 | but nobody knows what it would have"
                        + " answered: the record begins with its suspicion, after 2.0 s",
                "--heartbeat one-way:8s | would have been ended SILENT after 8.0 s, wrongly",
                "--heartbeat off | would have been let live",
                "--within 5s --listener fixed1028 | no silence is on record",
            })
    void shouldTakeThePolicyOfServe(String options, String expected) throws IOException {
        String file = recording(Duration.ofDays(1), silence(FIVE, 12.5, null, null, 0));
        Run run = Run.of(("replay " + file + " " + options).split(" "));
        assertThat(run.out()).contains(expected);
        assertThat(run.status()).isZero();
    }

    @Test
    void shouldProposeABoundThatTheRecordPromises() throws IOException {
        String file = recording(
                Duration.ofDays(1_500),
                silence(FIVE, 4.5, null, Fate.HUNG, 0),
                silence(FIVE, 12.5, null, Fate.HUNG, 0),
                silence(FIVE, 9, Fate.SUPERSEDED, Fate.HUNG, 0));
        Run run = Run.of("tune", file);
        assertThat(run.out())
                .startsWith("3 silences of suspects on record, in 1,500 line-days\n")
                .containsPattern("(?m)^5 s +4 s +1 +2 +0  1.3 \\(95 %: at most 4.2\\)$")
                .containsPattern("(?m)^10 s +9 s +1 +1 +0  0.7 \\(95 %: at most 3.2\\)$")
                .containsPattern("(?m)^15 s +14 s +0 +0 +1  0 \\(95 %: at most 2.0\\)$")
                .contains("\nproposed: --within 15s, with at most 1 false verdict in a line-year (95 % confidence)\n")
                .contains("\nnote: silences shorter than 2 s were not recorded")
                .contains("\nnote: not known are lines that ended before");
        assertThat(Run.of("tune", file, "--false-verdicts", "2").out())
                .contains("\nproposed: --within 5s, with at most 2 ");
        assertThat(run.status()).isZero();
    }

    @Test
    void shouldSayWhenTheRecordIsTooShort() throws IOException {
        String file = recording(Duration.ofDays(2), silence(FIVE, 4.5, null, Fate.HUNG, 0));
        assertThat(Run.of("tune", file).out())
                .contains("proposed: --within 6s, on which the record is too short for a promise: to promise at most 1"
                        + " false verdict in a line-year, record 1,094 line-days or more");
        assertThat(Run.of("tune", file, "--listener", "other").out())
                .contains("0 silences of suspects", "no proposal: no line was watched", "nothing is said of any bound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay | FILE is missing",
                "replay /no/such/file | the file \"/no/such/file\" cannot be read: there is no such file; check its name",
                "tune / | the file \"/\" cannot be read",
                "tune /dev/null | /dev/null is empty; name a file that serve --record wrote",
                "tune /dev/null --false-verdicts no | --false-verdicts: \"no\" is no number",
                "tune /dev/null --false-verdicts 0 | --false-verdicts: \"0\" is not above 0",
                "tune /dev/null --false-verdicts NaN | --false-verdicts: \"NaN\" is not above 0",
                "replay /dev/null --within 3s | within 3 s is too short",
                "serve --listen fixed1028:0 --record /no/such/folder/x | --record: the file \"/no/such/folder/x\" cannot be"
                        + " written: its folder does not exist; create the folder, or name another file",
                "serve --listen fixed1028:0 --record /dev/full | --record: the file \"/dev/full\" cannot be written: No space",
                "serve --listen fixed1028:0 --record /etc/passwd | --record: /etc/passwd is there already and is no flight"
                        + " recording; name another file",
            })
    void shouldSayWhatIsWrong(String typed, String sentence) {
        Run run = Run.of(typed.split(" "));
        assertThat(run.err()).contains(sentence);
        assertThat(run.err().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("linekeeper: "));
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
