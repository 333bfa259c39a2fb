package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.Expectation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {
    private static final Duration FOUR = Duration.ofSeconds(4);
    private static final Duration SIX = Duration.ofSeconds(6);
    private static final Expectation FOUND = new Expectation.Found(FOUR, SIX, "why");
    private static final Expectation KILLED = new Expectation.Killed(FOUR, SIX, "why");
    private static final Expectation NEVER = new Expectation.Never("why");
    private static final Expectation LATER = new Expectation.Later(Duration.ofSeconds(925), "why");
    private static final Expectation SPARED = new Expectation.Spared("why");
    private static final Expectation CHANCE = new Expectation.Chance(0.01, "why");

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of(FOUND, found(4_000), List.of()),
                Arguments.of(FOUND, found(6_000), List.of()),
                Arguments.of(FOUND, found(4_000, 5_000, 6_000), List.of()),
                Arguments.of(
                        FOUND,
                        found(3_900),
                        List.of("found the line after 3.9 s (HUNG), which was to be found after 4.0 s to 6.0 s: why")),
                Arguments.of(
                        FOUND,
                        found(5_000, 6_100, 0),
                        List.of(
                                "found 2 of 3 lines after 6.1 s (HUNG), 0.0 s (HUNG), which was to be found after 4.0 s to"
                                        + " 6.0 s: why")),
                Arguments.of(
                        FOUND,
                        found(-1),
                        List.of("did not find the line, which was to be found after 4.0 s to 6.0 s: why")),
                Arguments.of(
                        FOUND,
                        found(-1, 5_000, 9_000),
                        List.of(
                                "did not find 1 of 3 lines, which was to be found after 4.0 s to 6.0 s: why",
                                "found 1 of 3 lines after 9.0 s (HUNG), which was to be found after 4.0 s to 6.0 s: why")),
                Arguments.of(KILLED, found(5_000), List.of()),
                Arguments.of(
                        KILLED,
                        found(-1),
                        List.of("did not find the line, which was to be ended, though it lives, after 4.0 s to 6.0 s:"
                                + " why")),
                Arguments.of(NEVER, found(-1, -1), List.of()),
                Arguments.of(
                        NEVER,
                        found(-1, 7_000),
                        List.of("found 1 of 2 lines after 7.0 s (HUNG), which was never to be found: why")),
                Arguments.of(LATER, found(-1), List.of()),
                Arguments.of(
                        LATER,
                        found(7_000),
                        List.of("found the line after 7.0 s (HUNG), which was not to be found before about 15 min 25 s:"
                                + " why")),
                Arguments.of(SPARED, found(-1), List.of()),
                Arguments.of(
                        SPARED,
                        found(7_000),
                        List.of("found the line after 7.0 s (HUNG), which was to be spared: why")),
                Arguments.of(CHANCE, found(-1, 7_000), List.of()),
                Arguments.of(
                        CHANCE,
                        found(-1, 7_000, 7_000, 7_000),
                        List.of("ended 3 of 4 lines, which is more than luck: why")));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldCompareWhatWasFoundWithWhatWasToBeExpected(
            Expectation expected, List<Outcome> outcomes, List<String> wrong) {
        assertThat(Judgement.wrong(expected, outcomes, 0)).isEqualTo(wrong);
    }

    @Test
    void shouldForgiveNobodyTheEndOfALineThatTheFaultDidNotTouch() {
        for (Expectation expected : List.of(FOUND, KILLED, CHANCE)) {
            assertThat(Judgement.wrong(expected, found(5_000), 2))
                    .containsExactly("ended 2 lines that the fault did not touch; every such line is to live");
        }
    }

    @Test
    void shouldFindNothingWrongWithWhatWasNotRun() {
        for (Expectation expected : List.of(FOUND, KILLED, NEVER, LATER, SPARED, CHANCE)) {
            assertThat(Judgement.wrong(expected, List.of(), 0)).isEmpty();
        }
    }

    /** @param millis after which each line was found; negative: it was not */
    private static List<Outcome> found(long... millis) {
        return Arrays.stream(millis)
                .mapToObj(time -> time < 0
                        ? new Outcome(-1, "", "", List.of())
                        : new Outcome(time * 1_000_000, "HUNG", "", List.of()))
                .toList();
    }
}
