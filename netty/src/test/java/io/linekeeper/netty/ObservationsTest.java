package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.Observations.Counts;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObservationsTest {
    private static final Counts RIGHT = new Counts(1, 1, 0, 0, 0);
    private static final Counts WRONG = new Counts(1, 0, 1, 0, 0);
    private static final Counts UNDECIDED = new Counts(1, 0, 0, 1, 0);
    private static final Counts OPEN = new Counts(1, 0, 0, 0, 1);

    private final Observations observations = new Observations();
    private final LineHandler line =
            Linekeeper.of(LivenessPolicy.within(Duration.ofSeconds(30))).newLine();

    private static Verdict after(Fate fate, int seconds) {
        return new Verdict(
                fate,
                Duration.ofSeconds(seconds).toNanos(),
                -1,
                0,
                0,
                new Evidence(0, false, null, Reachability.UNKNOWN, null));
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, RESET, rightly",
        "UNREACHABLE, UNREACHABLE, rightly",
        "UNREACHABLE, STALLED, rightly",
        "HUNG, SUPERSEDED, rightly",
        "SILENT, RESET, rightly",
        "STALLED, RESET, rightly",
        "UNREACHABLE, FINISHED, wrongly",
        "HUNG, FINISHED, undecided",
        "SILENT, FINISHED, undecided",
        "STALLED, FINISHED, undecided",
        "HUNG, SHUTDOWN, undecided",
        "UNREACHABLE, CLOSED, undecided",
        "STALLED, OVERDUE, undecided",
    })
    void shouldJudgeAnObservationByTheEndOfItsLine(Fate observed, Fate end, String outcome) {
        observations.observed(line, after(observed, 30));
        assertThat(observations.counts()).isEqualTo(OPEN);
        observations.verdict(line, after(end, 40));
        assertThat(observations.counts())
                .isEqualTo(
                        switch (outcome) {
                            case "rightly" -> RIGHT;
                            case "wrongly" -> WRONG;
                            default -> UNDECIDED;
                        });
    }

    @Test
    void shouldHaveBeenWrongWhenTheLineIsHeardAgain() {
        observations.suspected(line);
        observations.observed(line, after(Fate.HUNG, 30));
        observations.recovered(line);
        assertThat(observations.counts()).isEqualTo(WRONG);
        observations.verdict(line, after(Fate.RESET, 5));
        assertThat(observations.counts()).isEqualTo(WRONG);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"RESET", "FINISHED", "MALFORMED", "SHUTDOWN"})
    void shouldHaveBeenWrongWhenTheLineWasHeardJustBeforeItsEnd(Fate end) {
        observations.observed(line, after(Fate.SILENT, 30));
        observations.verdict(line, after(end, 0));
        assertThat(observations.counts()).isEqualTo(WRONG);
    }

    /** A peer that does not read may well speak. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotTakeWordsForTheEndOfAStall(boolean suspectBefore) {
        if (suspectBefore) {
            observations.suspected(line);
        }
        observations.observed(line, after(Fate.STALLED, 0));
        if (!suspectBefore) {
            observations.suspected(line);
        }
        observations.recovered(line);
        assertThat(observations.counts()).isEqualTo(OPEN);
        observations.recovered(line);
        assertThat(observations.counts()).isEqualTo(WRONG);
        observations.observed(line, after(Fate.STALLED, 20));
        observations.verdict(line, after(Fate.RESET, 0));
        assertThat(observations.counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
    }

    @Test
    void shouldNotCountWhatWasNotObserved() {
        observations.suspected(line);
        observations.recovered(line);
        observations.verdict(line, after(Fate.RESET, 5));
        assertThat(observations.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }

    @Test
    void shouldSayWhatCameOfIt() {
        assertThat(new Counts(0, 0, 0, 0, 0).words()).isEqualTo("observed no death: nothing would have been ended");
        assertThat(WRONG.words())
                .isEqualTo("observed 1 death: 0 rightly (dead, reset or superseded later), 1 wrongly (heard again),"
                        + " 0 undecided, 0 open");
        assertThat(new Counts(12, 8, 1, 2, 1).words())
                .isEqualTo("observed 12 deaths: 8 rightly (dead, reset or superseded later), 1 wrongly (heard again),"
                        + " 2 undecided, 1 open");
    }
}
