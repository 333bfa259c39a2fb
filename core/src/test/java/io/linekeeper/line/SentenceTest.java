package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceTest {
    private static final Instant AT = Instant.parse("2026-01-31T10:00:31.123Z");
    private static final Evidence NOTHING = evidence(0, false, null);

    private static Evidence evidence(int questions, boolean acknowledged, @Nullable Witness witness) {
        return new Evidence(questions, acknowledged, witness, Reachability.UNKNOWN, null);
    }

    /** A sample of a line from which nothing came for so long. */
    private static Witness kernel(
            long lastDataMillis, long lastAckMillis, long waiting, long window, int probes, int retransmits) {
        return new Witness(
                0,
                true,
                true,
                lastDataMillis,
                lastAckMillis,
                100,
                100 + waiting,
                0,
                0,
                window,
                probes,
                retransmits,
                180);
    }

    /** With a bound of -1 where there is none. */
    private static Verdict verdict(Fate fate, long silenceMillis, long boundMillis, Evidence evidence) {
        return verdict(fate, silenceMillis, boundMillis, 0, evidence);
    }

    private static Verdict verdict(
            Fate fate, long silenceMillis, long boundMillis, long latenessMillis, Evidence evidence) {
        long bound = boundMillis < 0 ? -1 : Duration.ofMillis(boundMillis).toNanos();
        long silence = Duration.ofMillis(silenceMillis).toNanos();
        return new Verdict(
                fate, silence, bound, Duration.ofMillis(latenessMillis).toNanos(), 0, evidence);
    }

    static Stream<Arguments> verdicts() {
        Witness mute = kernel(31_004, 31_000, 24, 65_535, 0, 4);
        return Stream.of(
                Arguments.of(
                        verdict(Fate.UNREACHABLE, 31_004, 31_000, evidence(10, false, mute)),
                        "UNREACHABLE: heard nothing for 31.0 s (bound 31 s); 10 questions unanswered;"
                                + " its kernel acknowledged nothing for 31.0 s (4 retransmits)"),
                Arguments.of(
                        verdict(
                                Fate.UNREACHABLE,
                                29_300,
                                29_000,
                                evidence(0, false, kernel(28_300, 28_290, 0, 1, 9, 0))),
                        "UNREACHABLE: heard nothing for 29.3 s (bound 29 s);"
                                + " its kernel acknowledged nothing for 29.3 s (9 probes)"),
                Arguments.of(
                        verdict(Fate.UNREACHABLE, 900, -1, evidence(1, false, kernel(900, 800, 24, 1, 1, 1))),
                        "UNREACHABLE: heard nothing for 0.9 s; 1 question unanswered;"
                                + " its kernel acknowledged nothing for 0.8 s (1 retransmit, 1 probe)"),
                Arguments.of(verdict(Fate.UNREACHABLE, 2_000, -1, NOTHING), "UNREACHABLE: heard nothing for 2.0 s"),
                Arguments.of(
                        verdict(Fate.HUNG, 5_000, 5_000, evidence(3, true, kernel(5_000, 900, 0, 65_535, 0, 0))),
                        "HUNG: heard nothing for 5.0 s (bound 5 s); 3 questions unanswered, each acknowledged by its kernel"),
                Arguments.of(
                        verdict(Fate.SILENT, 5_010, 5_000, evidence(0, false, kernel(5_010, 5_000, 0, 65_535, 0, 0))),
                        "SILENT: heard nothing for 5.0 s (bound 5 s)"),
                Arguments.of(
                        verdict(Fate.SILENT, 5_010, 5_000, evidence(0, false, kernel(5_010, 4_000, 7, 65_535, 0, 2))),
                        "SILENT: heard nothing for 5.0 s (bound 5 s);"
                                + " its kernel acknowledged nothing for 4.0 s (2 retransmits)"),
                Arguments.of(
                        verdict(Fate.SILENT, 5_010, 5_000, evidence(3, false, Witness.ofBuffers(0, true, 0, 0))),
                        "SILENT: heard nothing for 5.0 s (bound 5 s); 3 questions unanswered; its kernel cannot be asked here"),
                Arguments.of(
                        verdict(
                                Fate.STALLED,
                                400,
                                23_000,
                                100,
                                evidence(0, false, kernel(400, 300, 3_932_160, 0, 0, 0))),
                        "STALLED: it does not read: 3,932,160 bytes wait for it, and none has moved for 23.1 s (bound 23 s);"
                                + " its window is closed; last heard 0.4 s ago"),
                Arguments.of(
                        verdict(Fate.STALLED, 0, 23_000, evidence(2, false, Witness.ofBuffers(0, true, 10, 4_106))),
                        "STALLED: it does not read: 4,096 bytes wait for it, and none has moved for 23.0 s (bound 23 s);"
                                + " 2 questions unanswered"),
                Arguments.of(
                        verdict(Fate.STALLED, 0, 23_000, evidence(0, false, null)),
                        "STALLED: it does not read: nothing has moved for 23.0 s (bound 23 s)"),
                Arguments.of(verdict(Fate.STALLED, 30, -1, NOTHING), "STALLED: it does not read; last heard 30 ms ago"),
                Arguments.of(
                        verdict(Fate.FINISHED, 2_800, 29_000, NOTHING),
                        "FINISHED: the peer ended its side (FIN); last heard 2.8 s ago"),
                Arguments.of(
                        verdict(Fate.RESET, 7, -1, NOTHING),
                        "RESET: the peer, or something on the way, reset it (RST); last heard 7 ms ago"),
                Arguments.of(verdict(Fate.OVERDUE, 0, 10_000, NOTHING), "OVERDUE: a deadline of 10 s passed"),
                Arguments.of(verdict(Fate.OVERDUE, 0, -1, NOTHING), "OVERDUE: a deadline passed"),
                Arguments.of(
                        verdict(Fate.MALFORMED, 0, -1, NOTHING),
                        "MALFORMED: the peer sent what its protocol does not allow"),
                Arguments.of(
                        verdict(Fate.UNAUTHENTICATED, 0, -1, NOTHING),
                        "UNAUTHENTICATED: the peer could not prove who it is"),
                Arguments.of(
                        verdict(Fate.FLOODING, 0, -1, NOTHING), "FLOODING: the peer asked more than its allowance"),
                Arguments.of(verdict(Fate.REFUSED, 0, -1, NOTHING), "REFUSED: a limit was reached"),
                Arguments.of(verdict(Fate.EVICTED, 0, -1, NOTHING), "EVICTED: given up to free its descriptor"),
                Arguments.of(
                        verdict(Fate.SUPERSEDED, 0, -1, NOTHING),
                        "SUPERSEDED: the same device came back on another line"),
                Arguments.of(verdict(Fate.CLOSED, 0, -1, NOTHING), "CLOSED: we closed it"),
                Arguments.of(verdict(Fate.SHUTDOWN, 0, -1, NOTHING), "SHUTDOWN: we are going down"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void shouldPrintAsOneSentence(Verdict verdict, String sentence) {
        assertThat(verdict).hasToString(sentence);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void shouldHaveWordsForEveryFate(Fate fate) {
        assertThat(verdicts().map(each -> ((Verdict) each.get()[0]).fate())).contains(fate);
    }

    @Test
    void shouldTellMomentsAsTheTimeOfDay() {
        Witness mute = kernel(31_004, 31_000, 24, 65_535, 0, 4);
        Verdict verdict = verdict(Fate.UNREACHABLE, 31_004, 31_000, evidence(10, false, mute));

        assertThat(verdict.sentence(AT, ZoneOffset.UTC))
                .isEqualTo("UNREACHABLE: heard nothing for 31.0 s (bound 31 s); 10 questions unanswered;"
                        + " its kernel acknowledged nothing since 10:00:00.1 (4 retransmits)");
        assertThat(verdict.sentence(AT, ZoneId.of("Asia/Tokyo"))).contains("since 19:00:00.1 ");
    }

    /** The kernel wipes what it knows when it gives up, so the last sample may be old: what it tells has aged since. */
    @Test
    void shouldTellMomentsOfAnOldSampleAsOfTheVerdict() {
        Witness old = kernel(21_000, 20_900, 24, 65_535, 6, 0);
        Verdict verdict = verdict(Fate.UNREACHABLE, 31_000, 31_000, evidence(0, false, old));

        assertThat(verdict.toString()).contains("nothing for 30.9 s (6 probes)");
        assertThat(verdict.sentence(AT, ZoneOffset.UTC)).contains("nothing since 10:00:00.2 (6 probes)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"UNREACHABLE", "HUNG", "SILENT", "STALLED"})
    void shouldAddWhatPingSaysOfTheHost(Fate fate) {
        assertThat(verdict(fate, 0, -1, new Evidence(0, false, null, Reachability.NO_ANSWER, null)))
                .asString()
                .endsWith("; its host does not answer ping");
        assertThat(verdict(fate, 0, -1, new Evidence(0, false, null, Reachability.ANSWERS, null)))
                .asString()
                .endsWith("; its host answers ping");
        assertThat(verdict(fate, 0, -1, NOTHING)).asString().doesNotContain("ping");
    }

    @Test
    void shouldSayWhatWasNotChargedAndWhatElseWasSeen() {
        Evidence seen = new Evidence(0, false, null, Reachability.UNKNOWN, "ETIMEDOUT");
        Verdict verdict = new Verdict(
                Fate.SILENT,
                Duration.ofMillis(9_750).toNanos(),
                Duration.ofMillis(4_500).toNanos(),
                0,
                Duration.ofMillis(5_250).toNanos(),
                seen);

        assertThat(verdict)
                .hasToString("SILENT: heard nothing for 9.8 s (bound 4 s 500 ms); our own pauses of 5.3 s not charged;"
                        + " ETIMEDOUT");
    }

    @Test
    void shouldTellLongTimesInWholeSeconds() {
        assertThat(verdict(Fate.SILENT, Duration.ofHours(2).toMillis() + 11 * 60_000 + 15_300, -1, NOTHING))
                .hasToString("SILENT: heard nothing for 2 h 11 min 15 s");
    }

    /** Line ends, terminal commands, bidirectional overrides: what has been smuggled into logs. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\nb", "\u0000\u001b[2J\u007f\u009b2J", "\u0085\u2028\u2029", "\u202e", "\ud800"})
    void shouldStayOneLineOfPrintableAscii(String hostile) {
        Evidence seen = new Evidence(0, false, null, Reachability.UNKNOWN, hostile);

        assertThat(verdict(Fate.CLOSED, 0, -1, seen).toString()).matches("[ -~]*");
    }
}
