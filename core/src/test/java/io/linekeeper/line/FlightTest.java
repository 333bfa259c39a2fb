package io.linekeeper.line;

import static io.linekeeper.line.Policies.kernel;
import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static io.linekeeper.line.Policies.withStallLimit;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Flight.Kind;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is recorded of a line's silences, and when it is handed out. */
class FlightTest {
    private static final long MILLI = 1_000_000;
    private static final LivenessPolicy ASKING = twoWay(rule(4_000, 2_000, 3));

    private static Peer recorded(Scene scene, LivenessPolicy policy) {
        Peer peer = scene.connect(policy);
        peer.recorded = true;
        return peer;
    }

    @Test
    void shouldRecordNothingOfALineThatAnswers() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.flights).isEmpty();
    }

    @Test
    void shouldRecordNothingUnlessItIsWanted() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(ASKING);
        peer.answers = false;
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.isJudged()).isTrue();
        assertThat(peer.flights).isEmpty();
    }

    @Test
    void shouldHandOutASilenceThatEndedByAnAnswer() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        peer.answerDelay = Duration.ofSeconds(3);
        scene.run(Duration.ofSeconds(9));
        assertThat(peer.steps()).startsWith(Step.ASK, Step.SUSPECTED, Step.ASK, Step.RECOVERED);
        Flight flight = peer.flights.get(0);
        assertThat(flight.kind()).isEqualTo(Kind.SILENCE);
        assertThat(flight.proven()).isTrue();
        assertThat(flight.end().fate()).isNull();
        assertThat(flight.end().atNanos()).isBetween(6_600 * MILLI, 7_100 * MILLI);
        assertThat(flight.entries()).extracting(Entry::step).contains(Step.SUSPECTED, Step.ASK);
        Entry first = flight.entries().get(0);
        assertThat(first.atNanos()).isBetween(5_500 * MILLI, 6_100 * MILLI);
        assertThat(first.questions()).isEqualTo(1);
        assertThat(first.firstAskedNanos()).isBetween(3_600 * MILLI, 4_000 * MILLI);
        assertThat(first.witness().lastDataMillis()).isBetween(5_500L, 6_100L);
    }

    @Test
    void shouldHandOutWhatAVerdictRestsOn() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        peer.die();
        scene.run(Duration.ofMinutes(1));
        Flight flight = peer.flights.get(0);
        assertThat(peer.flights).hasSize(1);
        assertThat(flight.end().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(flight.dropped()).isZero();
        Entry last = flight.entries().get(flight.entries().size() - 1);
        assertThat(last.step()).isEqualTo(Step.VERDICT);
        assertThat(last.questions()).isEqualTo(3);
        assertThat(flight.entries()).allMatch(entry -> entry.creditedNanos() == 0);
    }

    @Test
    void shouldRecordWhatWasCredited() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        peer.answers = false;
        scene.run(Duration.ofSeconds(7));
        scene.blockThenRead(Duration.ofSeconds(5));
        scene.run(Duration.ofMinutes(1));
        Flight flight = peer.flights.get(0);
        assertThat(flight.end().fate()).isEqualTo(Fate.HUNG);
        assertThat(flight.end().atNanos()).isGreaterThan(14_500 * MILLI);
        assertThat(flight.entries().get(0).creditedNanos()).isZero();
        assertThat(flight.entries().get(flight.entries().size() - 1).creditedNanos())
                .isBetween(4_500 * MILLI, 5_000 * MILLI);
    }

    @Test
    void shouldRecordALateBeatFromHalfTheTimeoutOn() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, oneWay(Duration.ofSeconds(4)));
        scene.after(Duration.ofSeconds(1), peer::send);
        scene.after(Duration.ofSeconds(4), peer::send);
        scene.run(Duration.ofSeconds(5));
        assertThat(peer.flights).hasSize(1);
        assertThat(peer.flights.get(0).end().atNanos()).isBetween(3_000 * MILLI, 3_250 * MILLI);
        assertThat(peer.flights.get(0).end().fate()).isNull();
    }

    @Test
    void shouldGoOnSamplingALineWhoseDeathIsOnlyObserved() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        peer.observed = true;
        peer.answers = false;
        scene.run(Duration.ofMinutes(10));
        peer.kernel.write(100);
        scene.run(Duration.ofMinutes(50));
        peer.send();
        scene.run(Duration.ofSeconds(1));
        Flight flight = peer.flights.get(0);
        assertThat(flight.end().observed()).isEqualTo(Fate.HUNG);
        assertThat(flight.end().fate()).isNull();
        assertThat(flight.dropped()).isZero();
        List<Entry> afterwards = flight.entries().stream()
                .filter(entry -> entry.atNanos() > 12_000 * MILLI)
                .toList();
        assertThat(afterwards).as("the one sample that told something new").hasSize(1);
        Entry told = afterwards.get(0);
        assertThat(told.atNanos()).isBetween(600_000 * MILLI, 705_000 * MILLI);
        assertThat(told.atNanos() / MILLI - told.witness().lastAckMillis()).isBetween(599_900L, 600_100L);
    }

    @Test
    void shouldKeepTheLatestLooksAndSayHowManyItDropped() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, twoWay(rule(1_000, 1_000, 120)));
        peer.answers = false;
        scene.run(Duration.ofMinutes(3));
        Flight flight = peer.flights.get(0);
        assertThat(flight.end().fate()).isEqualTo(Fate.HUNG);
        assertThat(flight.entries()).hasSize(Recording.MOST_ENTRIES);
        // a look for each question but the first, the suspicion and the verdict
        assertThat(flight.dropped()).isEqualTo(121 - Recording.MOST_ENTRIES);
        assertThat(flight.entries().get(63).step()).isEqualTo(Step.VERDICT);
    }

    @Test
    void shouldRecordAStallWhateverIsHeard() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, withStallLimit(oneWay(Duration.ofSeconds(9)), Duration.ofSeconds(4)));
        peer.kernel.sendBuffer = 16_384;
        peer.kernel.window = false;
        peer.give(1_000_000);
        scene.every(Duration.ofSeconds(1), peer::send);
        scene.run(Duration.ofSeconds(3));
        peer.kernel.openWindow();
        scene.run(Duration.ofSeconds(1));
        peer.kernel.window = false;
        peer.give(1_000_000);
        scene.run(Duration.ofSeconds(30));
        assertThat(peer.flights).extracting(Flight::kind).containsOnly(Kind.STALL);
        assertThat(peer.flights).extracting(flight -> flight.end().fate()).containsExactly(null, Fate.STALLED);
        assertThat(peer.flights.get(0).end().atNanos()).isBetween(2_500 * MILLI, 3_500 * MILLI);
        assertThat(peer.flights.get(1).end().atNanos()).isBetween(4_000 * MILLI, 4_600 * MILLI);
    }

    @Test
    void shouldHandOutASilenceThatAnEndBrokeOff() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        peer.answers = false;
        scene.run(Duration.ofSeconds(7));
        peer.line.judge(Fate.FINISHED, null, null, scene.now());
        assertThat(peer.flights).extracting(flight -> flight.end().fate()).containsExactly(Fate.FINISHED);
    }

    @Test
    void shouldTellThatALineWasHeardBeforeItsEnd() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, ASKING);
        peer.answers = false;
        scene.run(Duration.ofSeconds(7));
        peer.send();
        peer.line.judge(Fate.FINISHED, null, null, scene.now());
        assertThat(peer.flights).hasSize(1);
        assertThat(peer.flights.get(0).end().fate()).isNull();
    }

    @Test
    void shouldRecordALineThatTheKernelJudges() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, kernel(rule(2_000, 1_000, 5)));
        peer.kernel.keepAlive(Duration.ofSeconds(2), Duration.ofSeconds(1), 5, () -> {});
        scene.after(Duration.ofSeconds(1), peer::die);
        scene.after(Duration.ofMillis(5_500), () -> peer.kernel.path = true);
        scene.run(Duration.ofSeconds(12));
        assertThat(peer.steps()).containsExactly(Step.SUSPECTED, Step.RECOVERED);
        assertThat(peer.flights).hasSize(1);
        assertThat(peer.flights.get(0).end().fate()).isNull();
    }

    @Test
    void shouldForgetTheSilenceOfALineThatIsLeftToTheKernel() {
        Scene scene = Scene.withWitness();
        Peer peer = recorded(scene, twoWay(rule(2_000, 1_000, 2), io.linekeeper.policy.Heartbeat.Answers.ONCE_GIVEN));
        peer.answers = false;
        scene.run(Duration.ofMinutes(1));
        assertThat(peer.isJudged()).isFalse();
        assertThat(peer.flights).isEmpty();
    }
}
