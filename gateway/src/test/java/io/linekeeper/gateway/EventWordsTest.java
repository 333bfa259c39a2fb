package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.MassSilence.Finding;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EventWordsTest {

    private static String words(Event event) {
        String line = EventWords.of(event);
        assertThat(line).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*");
        return line.substring("10:00:00.123 ".length());
    }

    private static Verdict hung(int questions, @Nullable Witness witness) {
        return new Verdict(
                Fate.HUNG,
                29_049_000_000L,
                29_000_000_000L,
                49_000_000L,
                0,
                new Evidence(questions, questions > 0, witness, Reachability.UNKNOWN, null));
    }

    @Test
    void shouldNameTheDeviceAndSayWhatBecomesOfItsSession() {
        Session old = new Session(new DeviceId("pump-4"), 1000, "gateway", 17);
        Session by = new Session(new DeviceId("pump-4"), 1001, "gateway", 18);

        assertThat(EventWords.of(new Event.Identified(EventJsonTest.AT, old)))
                .endsWith(" line 17 is the device pump-4 (epoch 1000)");
        assertThat(EventWords.of(new Event.Superseded(EventJsonTest.AT, old, by)))
                .endsWith(" line 17 is superseded: the device pump-4 came back on line 18");
        assertThat(EventWords.of(new Event.Refused(EventJsonTest.AT, by.device(), 19, "two of them")))
                .endsWith(" line 19 (device pump-4) is not let in: two of them");
        assertThat(EventWords.of(new Event.OfLine(
                        EventJsonTest.AT, "suspected", 17, "line", "10.0.0.2:51234", old.device(), null)))
                .endsWith(" line 17 (line, device pump-4, 10.0.0.2:51234) suspected");
    }

    @Test
    void shouldSayWhyInOneLine() {
        assertThat(words(EventJsonTest.ofLine("connected", null)))
                .isEqualTo("line 17 (fixed1028, 10.0.0.2:51234) connected");
        assertThat(words(EventJsonTest.ofLine("verdict", hung(3, null))))
                .isEqualTo("line 17 (fixed1028, 10.0.0.2:51234) HUNG: heard nothing for 29.0 s (bound 29 s);"
                        + " 3 questions unanswered, each acknowledged by its kernel");
        assertThat(words(EventJsonTest.ofLine("verdict", hung(1, null)))).contains("; 1 question unanswered,");
        assertThat(words(EventJsonTest.ofLine("draining", hung(3, null))))
                .isEqualTo("line 17 (fixed1028, 10.0.0.2:51234) draining: last bytes may still come and go");
        assertThat(words(EventJsonTest.ofLine("closed", hung(3, null))))
                .isEqualTo("line 17 (fixed1028, 10.0.0.2:51234) closed (HUNG)");
    }

    @Test
    void shouldSayWhatTheKernelSawAndWhatWasNotCharged() {
        Verdict verdict = EventJsonTest.verdict(Fate.UNREACHABLE, EventJsonTest.WITNESS, "ETIMEDOUT");

        assertThat(words(EventJsonTest.ofLine("verdict", verdict)))
                .matches(
                        "line 17 \\(fixed1028, 10\\.0\\.0\\.2:51234\\) UNREACHABLE: heard nothing for 31\\.0 s \\(bound 31 s\\);"
                                + " 10 questions unanswered; its kernel acknowledged nothing since \\d\\d:\\d\\d:29\\.1"
                                + " \\(4 retransmits, 3 probes\\); our own pauses of 7 ms not charged; ETIMEDOUT");
    }

    @Test
    void shouldSayWhatWasOnlyObserved() {
        assertThat(words(EventJsonTest.ofLine("observed", hung(3, null))))
                .startsWith(
                        "line 17 (fixed1028, 10.0.0.2:51234) observed HUNG: heard nothing for 29.0 s (bound 29 s); 3");
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERS, 3, , host 10.0.0.2 (3 lines) answers ping",
        "NO_ANSWER, 1, , host 10.0.0.2 (1 line) does not answer ping",
        "UNKNOWN, 1, , host 10.0.0.2 (1 line) cannot be pinged: ping ended",
        "UNKNOWN, 2, ping: \tx, host 10.0.0.2 (2 lines) cannot be pinged: ping ended (ping: ?x)",
    })
    void shouldSayWhatPingSays(Reachability state, int lines, @Nullable String why, String sentence) {
        assertThat(words(new Event.OfHost(EventJsonTest.AT, "10.0.0.2", state, lines, why)))
                .isEqualTo(sentence);
    }

    @Test
    void shouldSayThatManyFellSilentTogether() {
        assertThat(words(new Event.Mass(EventJsonTest.AT, new Finding(6_000, 10_000, Duration.ofMillis(420), false))))
                .isEqualTo(
                        "60 % of the lines (6,000 of 10,000) fell silent within one second: it is us or the network");
        assertThat(words(new Event.Mass(EventJsonTest.AT, new Finding(9_990, 10_000, Duration.ofMillis(1_420), true))))
                .isEqualTo(
                        "in all, 99 % of the lines (9,990 of 10,000) fell silent within 1.4 s: it is us or the network");
    }

    @Test
    void shouldSayThatNobodyReads() {
        assertThat(words(new Event.NotReading(EventJsonTest.ofLine("paused", null), Duration.ofMillis(20_250))))
                .isEqualTo("line 17 (fixed1028, 10.0.0.2:51234) paused: we have not read from it for 20 s 250 ms;"
                        + " its silence is not charged");
    }

    @Test
    void shouldSayWhatIsOurs() {
        assertThat(words(new Event.Listening(EventJsonTest.AT, "length16", "127.0.0.1", 7779)))
                .isEqualTo("length16 listens on 127.0.0.1:7779");
        assertThat(words(new Event.Listening(EventJsonTest.AT, "length16", "::1", 7779)))
                .isEqualTo("length16 listens on [::1]:7779");
        assertThat(words(new Event.Paused(EventJsonTest.AT, "loop-1", Duration.ofMillis(4750))))
                .startsWith("we paused for ")
                .endsWith(" on loop-1; no line is charged for it");
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.EventJsonTest#hostile")
    void shouldStayOneLineWithoutControlCharacters(String hostile) {
        Verdict verdict = EventJsonTest.verdict(Fate.CLOSED, null, "a" + hostile + "b");

        assertThat(words(EventJsonTest.ofLine("verdict", verdict))).matches("[ -~]*a.*b");
    }
}
