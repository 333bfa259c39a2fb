package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.linekeeper.lab.matrix.Outcome.Moment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final long FAULT = 1_000;
    private static final long END = 2_000;
    private static final String WATCHED = "10.77.2.2:40000";
    private static final String OTHER = "10.77.3.2:40001";

    @Test
    void shouldTellALineFromItsFirstEndOn() {
        Outcome outcome = observed(
                        event(400, Kind.ACCEPTED, WATCHED, ""),
                        event(1_300, Kind.SUSPECTED, WATCHED, ""),
                        event(1_500, Kind.FOUND, WATCHED, "HUNG"),
                        event(1_600, Kind.CLOSED, WATCHED, ""))
                .outcome(WATCHED);
        assertThat(outcome.found()).isEqualTo(500);
        assertThat(outcome.fate()).isEqualTo("HUNG");
        assertThat(outcome.says()).isEqualTo("says FOUND");
        assertThat(outcome.timeline())
                .containsExactly(
                        new Moment(-600, "accepted"),
                        new Moment(300, "suspected"),
                        new Moment(500, "FOUND: HUNG"),
                        new Moment(600, "closed"));
    }

    @Test
    void shouldTakeALineThatIsClosedWithoutAWordForEnded() {
        Outcome outcome = observed(event(1_500, Kind.CLOSED, WATCHED, "")).outcome(WATCHED);
        assertThat(outcome.found()).isEqualTo(500);
        assertThat(outcome.fate()).isEqualTo("closed");
    }

    @Test
    void shouldTakeWhatWasFoundWhileTheFaultWasMadeForFoundAtOnce() {
        assertThat(observed(event(990, Kind.FOUND, WATCHED, "FINISHED"))
                        .outcome(WATCHED)
                        .found())
                .isZero();
    }

    @Test
    void shouldNotSeeWhatTheEndOfTheSceneBrings() {
        Observation observation =
                observed(event(2_001, Kind.FOUND, WATCHED, "RESET"), event(2_001, Kind.FOUND, OTHER, "RESET"));
        assertThat(observation.outcome(WATCHED).isFound()).isFalse();
        assertThat(observation.outcome(WATCHED).timeline()).isEmpty();
        assertThat(observation.bystandersKilled(Set.of(WATCHED))).isZero();
    }

    @Test
    void shouldCountEachBystanderOnce() {
        Observation observation = observed(
                event(1_400, Kind.FOUND, WATCHED, "HUNG"),
                event(1_500, Kind.FOUND, OTHER, "HUNG"),
                event(1_600, Kind.CLOSED, OTHER, ""),
                event(1_700, Kind.CLOSED, "10.77.3.2:40002", ""),
                event(1_700, Kind.SUSPECTED, "10.77.3.2:40003", ""));
        assertThat(observation.bystandersKilled(Set.of(WATCHED))).isEqualTo(2);
        assertThat(observation.outcome(WATCHED).timeline()).hasSize(1);
    }

    @Test
    void shouldShowTheDetectorsOwnPausesAndWhatTheSceneDidInOrder() {
        Observation observation = new Observation(
                List.of(event(1_800, Kind.PAUSED, "", "")),
                List.of(new Observation.Note(1_700, "path whole again")),
                FAULT,
                END);
        assertThat(observation.outcome(WATCHED).timeline())
                .containsExactly(new Moment(700, "path whole again"), new Moment(800, "says PAUSED"));
    }

    @Test
    void shouldTellWhatWasEndedBeforeTheFault() {
        List<ServerEvent> events = List.of(
                event(500, Kind.FOUND, WATCHED, ""),
                event(600, Kind.CLOSED, OTHER, ""),
                event(700, Kind.SUSPECTED, "x", ""),
                event(1_000, Kind.FOUND, "y", ""));
        assertThat(Observation.endedBefore(events, FAULT)).containsExactlyInAnyOrder(WATCHED, OTHER);
    }

    private static Observation observed(ServerEvent... events) {
        return new Observation(List.of(events), List.of(), FAULT, END);
    }

    private static ServerEvent event(long nanos, Kind kind, String peer, String fate) {
        return new ServerEvent(nanos, "planted", kind, peer, fate, "says " + kind);
    }
}
