package io.linekeeper.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Detectors;
import io.linekeeper.lab.matrix.Result;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TallyTest {
    static final String WHY = "Where a detector has no bound, the lines of outage-long count as alive:"
            + " their path is whole again, and no bound has passed.";

    /** A whole run of those detectors that have a bound. */
    static Result bounded() {
        return Runs.whole(Detectors.all().stream()
                .filter(detector -> detector.bound().isPresent())
                .toList());
    }

    @Test
    void shouldSayWhyTheDeadDifferWhereTheyDo() {
        Result all = Runs.whole();

        assertThat(deadIn(all, true)).hasSize(1);
        assertThat(deadIn(all, false)).hasSize(1).doesNotContainAnyElementsOf(deadIn(all, true));
        assertThat(Tally.whyTheDeadDiffer(all)).contains(WHY);
    }

    @Test
    void shouldSayNothingWhereAllHaveAsManyDead() {
        List<Detector> without = Detectors.all().stream()
                .filter(detector -> detector.bound().isEmpty())
                .toList();

        assertThat(deadIn(bounded(), true)).hasSize(1);
        assertThat(Tally.whyTheDeadDiffer(bounded())).isEmpty();
        assertThat(Tally.whyTheDeadDiffer(Runs.whole(without))).isEmpty();
        assertThat(Tally.whyTheDeadDiffer(Runs.small())).isEmpty();
    }

    /** In how many scenes those detectors had dead lines that were run and have a bound, or have none. */
    private static Set<Long> deadIn(Result result, boolean bound) {
        return result.detectors().stream()
                .filter(detector ->
                        !detector.predictedOnly() && detector.bound().isPresent() == bound)
                .map(detector -> result.cells().stream()
                        .filter(cell -> cell.detector().equals(detector.id()) && !CellLook.isAlive(cell.expected()))
                        .count())
                .collect(Collectors.toSet());
    }
}
