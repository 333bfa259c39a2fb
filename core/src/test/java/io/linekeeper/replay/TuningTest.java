package io.linekeeper.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Flight.Kind;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final long SECOND = 1_000_000_000;
    private static final LivenessPolicy FIVE = LivenessPolicy.within(Duration.ofSeconds(5));
    private static final double A_YEAR = 1 / 365.25;

    /** A peer whose kernel acknowledges, asked at 1 s, suspect at 2 s. */
    private static Flight silence(double seconds, Fate end) {
        List<Entry> entries = new ArrayList<>();
        for (long at = 2; at < seconds; at++) {
            Witness witness =
                    new Witness(at * SECOND, true, true, at * 1_000, 999, 8 * at, 8 * at, 0, 0, 65_536, 0, 0, 500);
            entries.add(new Entry(at * SECOND, 0, 0, 0, 1, SECOND, SECOND, Step.QUIET, witness));
        }
        long over = (long) (seconds * SECOND);
        return new Flight(Kind.SILENCE, FIVE, true, 0, 0, entries, new Flight.End(over, end, null));
    }

    private static Tuning tuning(List<Flight> flights, Set<LivenessPolicy> policies, double lineDays) {
        Tuning tuning = new Tuning();
        flights.forEach(tuning::add);
        policies.forEach(policy -> tuning.watched(policy, lineDays * 86_400 / policies.size()));
        return tuning;
    }

    private static Rung rung(Tuning tuning, int seconds) {
        return tuning.rungs().stream()
                .filter(each -> each.within().toSeconds() == seconds)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldCountWhatEachBoundWouldHaveDone() {
        Tuning tuning =
                tuning(List.of(silence(4.5, null), silence(12.5, null), silence(9, Fate.HUNG)), Set.of(FIVE), 500);
        assertThat(rung(tuning, 5)).isEqualTo(new Rung(Duration.ofSeconds(5), true, 1, 2, 0, 500));
        assertThat(rung(tuning, 10)).isEqualTo(new Rung(Duration.ofSeconds(10), true, 1, 1, 0, 500));
        assertThat(rung(tuning, 15)).isEqualTo(new Rung(Duration.ofSeconds(15), true, 0, 0, 1, 500));
        assertThat(rung(tuning, 5).expected(1_000)).isEqualTo(4);
        assertThat(rung(tuning, 15).atMost(1_000)).isCloseTo(5.99, within(0.01));
    }

    @Test
    void shouldProposeTheShortestThatTheRecordsPromise() {
        List<Flight> flights = List.of(silence(4.5, null), silence(12.5, null));
        Tuning much = tuning(flights, Set.of(FIVE), 1_500);
        assertThat(much.promised(A_YEAR)).map(Rung::within).hasValue(Duration.ofSeconds(15));
        Tuning little = tuning(flights, Set.of(FIVE), 300);
        assertThat(little.promised(A_YEAR)).isEmpty();
        assertThat(little.likely(A_YEAR)).map(Rung::within).hasValue(Duration.ofSeconds(15));
        assertThat(Tuning.lineDaysFor(A_YEAR)).isCloseTo(1_094, within(1.0));
    }

    @Test
    void shouldProposeNothingBelowWhatWasRecorded() {
        LivenessPolicy thirty = LivenessPolicy.within(Duration.ofSeconds(30));
        Tuning tuning = tuning(List.of(), Set.of(FIVE, thirty), 1_000_000);
        assertThat(tuning.floor()).hasValue(Duration.ofSeconds(17));
        assertThat(tuning.promised(A_YEAR)).map(Rung::within).hasValue(Duration.ofSeconds(20));
        LivenessPolicy beats = FIVE.withHeartbeat(new Heartbeat.OneWay(Duration.ofSeconds(30)));
        assertThat(tuning(List.of(), Set.of(beats), 1).floor()).hasValue(Duration.ofSeconds(15));
    }

    @Test
    void shouldPromiseNothingWithoutAnyRecord() {
        Tuning nothing = tuning(List.of(), Set.of(FIVE), 0);
        assertThat(nothing.promised(1)).isEmpty();
        assertThat(nothing.likely(1)).isEmpty();
        assertThat(tuning(List.of(), Set.of(), 1_000).promised(1)).isEmpty();
    }

    @Test
    void shouldRefuseARecordWithoutASample() {
        Flight blind = new Flight(Kind.SILENCE, FIVE, true, 0, 0, List.of(), new Flight.End(SECOND, null, null));
        assertThatThrownBy(() -> Replay.of(blind, FIVE)).isInstanceOf(IllegalArgumentException.class);
    }
}
