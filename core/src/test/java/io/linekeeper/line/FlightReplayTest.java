package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static io.linekeeper.line.Policies.withStallLimit;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Replay;
import io.linekeeper.replay.Replayed;
import io.linekeeper.replay.Replayed.Truth;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Silences that the real roll call recorded, judged again. */
class FlightReplayTest {
    private static final LivenessPolicy ASKING = twoWay(rule(4_000, 2_000, 3));
    private static final LivenessPolicy LISTENING = oneWay(Duration.ofSeconds(6));
    private static final LivenessPolicy STALLING =
            withStallLimit(oneWay(Duration.ofSeconds(60)), Duration.ofSeconds(4));
    private static final long MILLI = 1_000_000;

    private static Flight fly(boolean kernel, LivenessPolicy policy, Consumer<Peer> script) {
        Scene scene = Scene.of(kernel);
        // others on the roll, so that this line asks at another time than one that is alone
        scene.connect(policy);
        scene.connect(policy);
        Peer peer = scene.connect(policy);
        peer.recorded = true;
        scene.run(Duration.ofMillis(1_234));
        peer.send();
        script.accept(peer);
        scene.run(Duration.ofMinutes(3));
        assertThat(peer.flights).as("records of %s", peer.steps()).isNotEmpty();
        return peer.flights.get(0);
    }

    private static void hang(Peer peer) {
        peer.answers = false;
    }

    private static void hangOverBulk(Peer peer) {
        peer.answers = false;
        peer.give(500_000);
    }

    private static void hangWhileWeAreAway(Peer peer) {
        peer.answers = false;
        peer.scene.run(Duration.ofSeconds(7));
        peer.scene.blockThenRead(Duration.ofSeconds(9));
    }

    private static void dieLater(Peer peer) {
        peer.scene.run(Duration.ofMillis(5_500));
        peer.die();
    }

    private static void readNothing(Peer peer) {
        peer.kernel.sendBuffer = 16_384;
        peer.kernel.window = false;
        peer.give(1_000_000);
        peer.scene.every(Duration.ofSeconds(1), peer::send);
    }

    private static void answerLate(Peer peer) {
        peer.answerDelay = Duration.ofMillis(3_500);
    }

    /** The outage is shorter than patience, and echoes. */
    private static void loseAndFindTheWay(Peer peer) {
        peer.die();
        peer.scene.after(Duration.ofMillis(5_500), () -> peer.kernel.path = true);
    }

    static Stream<Arguments> peers() {
        return Stream.of(
                Arguments.of("unreachable", true, ASKING, (Consumer<Peer>) Peer::die, Fate.UNREACHABLE),
                Arguments.of("cut later", true, ASKING, (Consumer<Peer>) FlightReplayTest::dieLater, Fate.UNREACHABLE),
                Arguments.of("hung", true, ASKING, (Consumer<Peer>) FlightReplayTest::hang, Fate.HUNG),
                Arguments.of(
                        "hung over bulk", true, ASKING, (Consumer<Peer>) FlightReplayTest::hangOverBulk, Fate.HUNG),
                Arguments.of(
                        "hung and we paused",
                        true,
                        ASKING,
                        (Consumer<Peer>) FlightReplayTest::hangWhileWeAreAway,
                        Fate.HUNG),
                Arguments.of("hung, no witness", false, ASKING, (Consumer<Peer>) FlightReplayTest::hang, Fate.SILENT),
                Arguments.of("one-way", true, LISTENING, (Consumer<Peer>) FlightReplayTest::hang, Fate.SILENT),
                Arguments.of(
                        "one-way, no witness", false, LISTENING, (Consumer<Peer>) FlightReplayTest::hang, Fate.SILENT),
                Arguments.of("stalled", true, STALLING, (Consumer<Peer>) FlightReplayTest::readNothing, Fate.STALLED),
                Arguments.of("slow", true, ASKING, (Consumer<Peer>) FlightReplayTest::answerLate, null),
                Arguments.of("slow, no witness", false, ASKING, (Consumer<Peer>) FlightReplayTest::answerLate, null),
                Arguments.of("outage", true, ASKING, (Consumer<Peer>) FlightReplayTest::loseAndFindTheWay, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void shouldComeToTheSameUnderTheSamePolicy(
            String name, boolean kernel, LivenessPolicy policy, Consumer<Peer> script, Fate fate) {
        Flight flight = fly(kernel, policy, script);
        assertThat(flight.end().fate()).isEqualTo(fate);

        Replayed replayed = Replay.of(flight, policy);
        assertThat(replayed.fate()).as("%s", replayed).isEqualTo(fate);
        if (fate == null) {
            assertThat(replayed.truth()).isEqualTo(Truth.SPARED);
        } else {
            assertThat(replayed.truth()).isEqualTo(Truth.RIGHTLY);
            long tick = policy.tick().toNanos();
            assertThat(replayed.afterNanos())
                    .as("%s", replayed)
                    .isBetween(flight.end().atNanos() - 2 * tick, flight.end().atNanos() + 2 * tick);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void shouldNotKnowWhatALongerBoundWouldHaveSeen(
            String name, boolean kernel, LivenessPolicy policy, Consumer<Peer> script, Fate fate) {
        Flight flight = fly(kernel, policy, script);
        Replayed replayed = Replay.of(flight, Replay.alike(LivenessPolicy.within(Duration.ofMinutes(2)), policy));
        assertThat(replayed.truth()).isEqualTo(fate == null ? Truth.SPARED : Truth.NOT_KNOWN);
        if (fate == Fate.HUNG || fate == Fate.UNREACHABLE) {
            assertThat(replayed.fate()).as("%s", replayed).isEqualTo(fate);
            assertThat(replayed.afterNanos()).isGreaterThan(118_000 * MILLI);
        }
    }

    @Test
    void shouldTellWhomAShorterBoundWouldHaveEndedWrongly() {
        Flight slow = fly(true, ASKING, FlightReplayTest::answerLate);
        LivenessPolicy shorter = twoWay(rule(4_000, 1_000, 3));
        Replayed replayed = Replay.of(slow, shorter);
        assertThat(replayed.fate()).isEqualTo(Fate.HUNG);
        assertThat(replayed.truth()).isEqualTo(Truth.WRONGLY);
        assertThat(replayed.afterNanos()).isBetween(7_000 * MILLI, 7_100 * MILLI);
    }

    @Test
    void shouldTellWhomAShorterBoundWouldHaveEndedRightly() {
        Flight dead = fly(true, ASKING, Peer::die);
        Replayed replayed = Replay.of(dead, twoWay(rule(2_000, 1_000, 3)));
        assertThat(replayed.fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(replayed.truth()).isEqualTo(Truth.RIGHTLY);
        assertThat(replayed.afterNanos()).isBetween(5_000 * MILLI, 5_100 * MILLI);
    }

    @Test
    void shouldNotKnowWhatAPeerWouldHaveAnsweredBeforeItWasAsked() {
        Flight slow = fly(true, ASKING, FlightReplayTest::answerLate);
        Replayed replayed = Replay.of(slow, twoWay(rule(500, 500, 3)));
        assertThat(replayed.fate()).isEqualTo(Fate.HUNG);
        assertThat(replayed.truth()).isEqualTo(Truth.NOT_KNOWN);
    }

    @Test
    void shouldNotKnowWhatAPeerThatOnlyBeatsWouldHaveAnswered() {
        Flight late = fly(true, LISTENING, peer -> peer.scene.after(Duration.ofSeconds(5), peer::send));
        assertThat(late.end().fate()).isNull();
        assertThat(Replay.of(late, twoWay(rule(2_000, 500, 3))).truth()).isEqualTo(Truth.NOT_KNOWN);
        assertThat(Replay.of(late, oneWay(Duration.ofSeconds(4))).truth()).isEqualTo(Truth.WRONGLY);
    }

    /** As in life: after 3 s without an acknowledgement the answer has as long again. */
    @Test
    void shouldHavePatienceAfterARecordedOutage() {
        Flight outage = fly(true, twoWay(rule(4_000, 2_000, 5)), peer -> {
            loseAndFindTheWay(peer);
            peer.answerDelay = Duration.ofSeconds(4);
        });
        Replayed replayed = Replay.of(outage, twoWay(rule(4_000, 1_000, 3)));
        assertThat(replayed.fate()).as("%s", replayed).isEqualTo(Fate.HUNG);
        assertThat(replayed.truth()).isEqualTo(Truth.WRONGLY);
        assertThat(replayed.afterNanos()).isBetween(9_000 * MILLI, outage.end().atNanos());
    }

    @Test
    void shouldTellFromAnObservedSilenceHowLongItWasForGood() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(twoWay(rule(1_000, 1_000, 3)));
        peer.recorded = true;
        peer.observed = true;
        peer.answers = false;
        scene.run(Duration.ofSeconds(15));
        peer.send();
        scene.run(Duration.ofSeconds(1));
        Flight flight = peer.flights.get(0);
        assertThat(flight.end().observed()).isEqualTo(Fate.HUNG);
        assertThat(Replay.of(flight, twoWay(rule(1_000, 1_000, 3))).truth()).isEqualTo(Truth.WRONGLY);
        assertThat(Replay.of(flight, twoWay(rule(4_000, 3_000, 3))).truth()).isEqualTo(Truth.WRONGLY);
        assertThat(Replay.of(flight, twoWay(rule(4_000, 4_000, 3))).truth()).isEqualTo(Truth.SPARED);
    }

    @Test
    void shouldKnowThatADeviceWhichCameBackElsewhereWasGone() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(ASKING);
        peer.recorded = true;
        peer.die();
        scene.run(Duration.ofSeconds(8));
        peer.line.judge(Fate.SUPERSEDED, null, null, scene.now());
        assertThat(Replay.of(peer.flights.get(0), twoWay(rule(3_000, 1_000, 3))).truth())
                .isEqualTo(Truth.RIGHTLY);
        assertThat(Replay.of(peer.flights.get(0), ASKING).truth()).isEqualTo(Truth.NOT_KNOWN);
    }

    @Test
    void shouldSpareAStallThatMovedInTime() {
        Flight stall = fly(true, STALLING, peer -> {
            readNothing(peer);
            peer.scene.after(Duration.ofMillis(3_500), peer.kernel::openWindow);
        });
        assertThat(stall.kind()).isEqualTo(Flight.Kind.STALL);
        assertThat(Replay.of(stall, STALLING).truth()).isEqualTo(Truth.SPARED);
        Replayed shorter = Replay.of(stall, withStallLimit(LISTENING, Duration.ofSeconds(2)));
        assertThat(shorter.fate()).isEqualTo(Fate.STALLED);
        assertThat(shorter.truth()).isEqualTo(Truth.WRONGLY);
        assertThat(shorter.afterNanos()).isBetween(2_000 * MILLI, 2_400 * MILLI);
    }
}
