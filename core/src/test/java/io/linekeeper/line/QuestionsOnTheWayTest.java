package io.linekeeper.line;

import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A question written is not a question received: bulk ahead of it, a closed window, a path that is cut meanwhile. */
class QuestionsOnTheWayTest {
    private static final LivenessPolicy POLICY = twoWay(rule(10_000, 3_000, 3));
    private static final int POLICY_PROBES = 3;
    private static final LivenessPolicy LIMIT_ABOVE_BOUND = Policies.withStallLimit(POLICY, Duration.ofSeconds(25));

    @Test
    void shouldWaitForTheAnswerToAQuestionBehindBulk() {
        Scene scene = Scene.withWitness();
        Peer slow = scene.connect(POLICY);
        slow.kernel.rate = 200_000;
        slow.kernel.sendBuffer = 100 << 20;
        slow.give(200_000 * 30);
        scene.run(Duration.ofSeconds(50));
        assertThat(slow.isJudged()).isFalse();
    }

    @Test
    void shouldJudgeAHungPeerOnceTheQuestionBehindBulkHadItsTime() {
        Scene scene = Scene.withWitness();
        Peer slow = scene.connect(LIMIT_ABOVE_BOUND);
        slow.answers = false;
        slow.kernel.rate = 200_000;
        slow.kernel.sendBuffer = 100 << 20;
        slow.give(200_000 * 30);
        scene.run(Duration.ofSeconds(90));
        assertThat(slow.verdict().fate()).isEqualTo(Fate.HUNG);
        assertThat(slow.silence()).isBetween(Duration.ofSeconds(33), Duration.ofSeconds(55));
    }

    /** The peer's kernel takes all at once, the question behind it, and no window tells that the program reads on. */
    @Test
    void shouldGiveAProgramTheStallLimitForWhatItsKernelTookAtOnce() {
        Scene scene = Scene.withWitness();
        Peer busy = scene.connect(LIMIT_ABOVE_BOUND);
        scene.after(Duration.ofSeconds(1), () -> busy.give(800_000));
        busy.answers = false;
        scene.after(Duration.ofMillis(24_500), busy::send);
        scene.run(Duration.ofSeconds(25));
        assertThat(busy.isJudged()).isFalse();
        assertThat(busy.times(Step.ASK)).hasSizeGreaterThan(POLICY_PROBES);
    }

    @Test
    void shouldJudgeAProgramThatHangsOverBulkByTheStallLimit() {
        Scene scene = Scene.withWitness();
        Peer hung = scene.connect(LIMIT_ABOVE_BOUND);
        scene.after(Duration.ofSeconds(1), () -> hung.give(800_000));
        hung.answers = false;
        scene.run(Duration.ofSeconds(60));
        assertThat(hung.verdict().fate()).isEqualTo(Fate.HUNG);
        assertThat(hung.silence()).isBetween(Duration.ofSeconds(25), Duration.ofMillis(25_400));
    }

    /** What was sent just before the question was not read in the time before it was sent. */
    @Test
    void shouldCountReadingFromWhenThereWasSomethingToRead() {
        Scene scene = Scene.withWitness();
        Peer busy = scene.connect(POLICY);
        scene.after(Duration.ofMillis(10_500), () -> busy.answers = false);
        scene.after(Duration.ofSeconds(19), () -> busy.give(320_000));
        scene.run(Duration.ofSeconds(39));
        assertThat(busy.isJudged()).isFalse();
        scene.run(Duration.ofSeconds(3));
        assertThat(busy.verdict().fate()).isEqualTo(Fate.HUNG);
    }

    /** While it may be reading it is asked on, and each of those questions has a whole interval, as the others have. */
    @ParameterizedTest
    @ValueSource(longs = {10_000, 13_000, 15_500, 18_500, 21_500, 24_500, 27_500})
    void shouldBearAShortOutageWhileThePeerMayBeReading(long cutAt) {
        Scene scene = Scene.withWitness();
        Peer busy = scene.connect(POLICY);
        scene.after(Duration.ofSeconds(1), () -> busy.give(800_000));
        busy.answers = false;
        scene.after(Duration.ofMillis(cutAt), () -> busy.kernel.path = false);
        scene.after(Duration.ofMillis(cutAt + 2_200), () -> busy.kernel.path = true);
        scene.run(Duration.ofSeconds(40));
        assertThat(busy.isJudged()).isFalse();
    }

    /** Only the acknowledgement of a question tells of a window that has opened, so it is asked to the end. */
    @ParameterizedTest
    @ValueSource(longs = {35_000, 36_000, 37_000})
    void shouldSeeAWindowThatOpensShortlyBeforeTheVerdict(long opensAt) {
        Scene scene = Scene.withWitness();
        Peer busy = scene.connect(POLICY);
        busy.answers = false;
        scene.after(Duration.ofSeconds(14), () -> busy.kernel.room += 100_000);
        scene.after(Duration.ofMillis(opensAt), () -> busy.kernel.room += 100_000);
        scene.run(Duration.ofSeconds(40));
        assertThat(busy.isJudged()).isFalse();
    }

    /** Segments that were dropped on our own machine are counted twice until all is acknowledged. */
    @Test
    void shouldNotTakeACountThatIsPutRightForBytesToRead() {
        Scene scene = Scene.withWitness();
        Peer hung = scene.connect(LIMIT_ABOVE_BOUND);
        hung.kernel.countedTwice = 1_448;
        hung.kernel.rtt = Duration.ofMillis(900).toNanos();
        scene.after(Duration.ofSeconds(100), () -> hung.answers = false);
        scene.every(Duration.ofSeconds(1), () -> {
            if (hung.answers) {
                hung.send();
                hung.give(100);
            }
        });
        scene.run(Duration.ofSeconds(200));
        assertThat(hung.verdict().fate()).isEqualTo(Fate.HUNG);
        assertThat(hung.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(20_400));
    }

    /** What is no bulk; much that an answer came after; and what a busy peer was sent at a fair rate. */
    @ParameterizedTest
    @CsvSource({"65000, 0, 0", "800000, 0, 20", "0, 5000, 300"})
    void shouldJudgeByTheBoundWhereLittleCanLieUnreadBeforeTheQuestion(long bulk, long everySecond, long hangsAfter) {
        Scene scene = Scene.withWitness();
        Peer hung = scene.connect(LIMIT_ABOVE_BOUND);
        hung.give(bulk);
        hung.answers = hangsAfter > 0;
        scene.after(Duration.ofSeconds(hangsAfter), () -> hung.answers = false);
        scene.every(Duration.ofSeconds(1), () -> {
            if (everySecond > 0 && hung.answers) {
                hung.send();
                hung.give(everySecond);
            }
        });
        scene.run(Duration.ofSeconds(400));
        assertThat(hung.verdict().fate()).isEqualTo(Fate.HUNG);
        assertThat(hung.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    @Test
    void shouldFindAPeerWhosePathIsCutWhileAQuestionIsBehindBulk() {
        Scene scene = Scene.withWitness();
        Peer slow = scene.connect(POLICY);
        slow.kernel.rate = 200_000;
        slow.kernel.sendBuffer = 100 << 20;
        slow.give(200_000 * 60);
        scene.run(Duration.ofSeconds(14));
        slow.die();
        scene.run(Duration.ofSeconds(60));
        assertThat(slow.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(slow.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(14_000 + 19_400));
    }

    /** What it sends again, for want of our acknowledgement, carries one of its own and is no byte that we had not heard. */
    @ParameterizedTest
    @ValueSource(longs = {300, 700, 1_900, 4_000})
    void shouldFindAPeerThatIsHeardAgainAndAgainButHearsNothing(long sendsAgainEvery) {
        Scene scene = Scene.withWitness();
        Peer deaf = scene.connect(POLICY);
        scene.run(Duration.ofSeconds(5));
        deaf.send();
        deaf.die();
        scene.every(Duration.ofMillis(sendsAgainEvery), () -> deaf.kernel.lastAck = scene.now());
        scene.run(Duration.ofSeconds(60));
        assertThat(deaf.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(deaf.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 500, 1_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 9_500})
    void shouldNotTakeAClosedWindowForAnUnreachablePeer(long closedAt) {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(100)));
        peer.kernel.sendBuffer = 16_384;
        scene.run(Duration.ofMillis(closedAt));
        peer.kernel.window = false;
        peer.give(1_000_000);
        scene.run(Duration.ofSeconds(80));
        assertThat(peer.verdict()).isNull();
        peer.kernel.openWindow();
        scene.run(Duration.ofMinutes(3));
        assertThat(peer.verdict()).isNull();
    }

    /** Window probes back off: whole intervals lie between two of them, and an acknowledgement comes with each. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotTakeThePauseBetweenTwoWindowProbesForSilence(long lastByteAt) {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(100)));
        peer.kernel.sendBuffer = 16_384;
        peer.kernel.window = false;
        peer.give(1_000_000);
        scene.after(Duration.ofSeconds(lastByteAt), peer::send);
        scene.run(Duration.ofSeconds(80));
        assertThat(peer.verdict()).isNull();
    }

    @Test
    void shouldJudgeAPeerThatNeverReopensItsWindowByTheStallLimit() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(32)));
        peer.kernel.sendBuffer = 16_384;
        peer.kernel.window = false;
        peer.give(1_000_000);
        scene.run(Duration.ofMinutes(2));
        assertThat(peer.verdict().fate()).isEqualTo(Fate.STALLED);
        assertThat(peer.verdict().latenessNanos()).isNotNegative();
        assertThat(peer.times(Step.VERDICT).get(0)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(36));
    }

    @Test
    void shouldNeverCallAPeerThatReadsSlowlyStalled() {
        Scene scene = Scene.withWitness();
        Peer slow = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(15)));
        slow.kernel.rate = 10;
        slow.give(10_000);
        scene.every(Duration.ofSeconds(5), slow::send);
        scene.run(Duration.ofMinutes(10));
        assertThat(slow.isJudged()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFindAStallBesideAPeerThatTalks(boolean kernel) {
        Scene scene = Scene.of(kernel);
        Peer full = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(15)));
        full.kernel.sendBuffer = 16_384;
        scene.every(Duration.ofSeconds(2), full::send);
        scene.run(Duration.ofSeconds(7));
        full.kernel.window = false;
        full.give(1_000_000);
        scene.run(Duration.ofSeconds(30));
        assertThat(full.verdict().fate()).isEqualTo(Fate.STALLED);
        assertThat(full.times(Step.VERDICT).get(0))
                .isBetween(Duration.ofMillis(7_000 + 15_000), Duration.ofMillis(7_000 + 15_000 * 9 / 8 + 300));
    }

    @Test
    void shouldWatchABacklogUnderTheNextPolicyToo() {
        Scene scene = Scene.withWitness();
        Peer full = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(15)));
        scene.every(Duration.ofSeconds(2), full::send);
        full.kernel.sendBuffer = 16_384;
        full.kernel.window = false;
        full.give(1_000_000);
        scene.run(Duration.ofSeconds(5));
        scene.roll.change(full.line, Policies.withStallLimit(POLICY, Duration.ofSeconds(10)));
        scene.reconsider(full.line);
        scene.run(Duration.ofSeconds(30));
        assertThat(full.verdict().fate()).isEqualTo(Fate.STALLED);
        assertThat(full.times(Step.VERDICT).get(0)).isBetween(Duration.ofSeconds(10), Duration.ofMillis(16_550));
    }

    @Test
    void shouldForgetABacklogThatIsGone() {
        Scene scene = Scene.withWitness();
        Peer peer = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(5)));
        scene.every(Duration.ofSeconds(2), peer::send);
        for (int i = 0; i < 20; i++) {
            peer.give(1_000);
            scene.run(Duration.ofSeconds(7));
        }
        assertThat(peer.notes).isEmpty();
        assertThat(peer.line.inquiry == null || peer.line.inquiry.backlog == null)
                .isTrue();
    }

    @Test
    void shouldLeaveAnUnreachablePeerWithABacklogToTheBoundNotToTheStallLimit() {
        Scene scene = Scene.withWitness();
        Peer gone = scene.connect(Policies.withStallLimit(POLICY, Duration.ofSeconds(5)));
        gone.die();
        gone.give(1_000);
        scene.run(Duration.ofSeconds(40));
        assertThat(gone.verdict().fate()).isEqualTo(Fate.UNREACHABLE);
        assertThat(gone.silence()).isBetween(Duration.ofSeconds(19), Duration.ofMillis(19_400));
    }
}
