package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The path goes silent under a two-way heartbeat: our questions are not even acknowledged. */
@FaultTest
class TwoWayBlackHoleIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final int QUESTIONS = 3;
    private static final Direction[] WAYS = Direction.values();

    @Test
    void shouldBeUnreachableWhicheverWayIsCutWhereTheKernelIsAsked() {
        try (Scene scene = new Scene()) {
            Serve serve = serve(scene, "epoll");
            cutEachWay(scene, serve).forEach((port, lastByte) -> {
                ServeEvent verdict = serve.awaitVerdict(port, BOUND.plus(Waits.REACTION));
                Timing.assertJudged(verdict, "UNREACHABLE", lastByte, BOUND);
                assertQuestions(verdict);
                assertThat(verdict.evidence()
                                .path("witness")
                                .path("unacknowledged_bytes")
                                .asInt())
                        .isPositive();
            });
            scene.assertAllWell();
        }
    }

    @Test
    void shouldBeSilentWhicheverWayIsCutWhereTheKernelCannotBeAsked() {
        try (Scene scene = new Scene()) {
            Serve serve = serve(scene, "nio");
            cutEachWay(scene, serve).forEach((port, lastByte) -> {
                ServeEvent verdict = serve.awaitVerdict(port, BOUND.plus(Waits.REACTION));
                Timing.assertJudgedWithoutWitness(verdict, "SILENT", lastByte, BOUND);
                assertQuestions(verdict);
            });
            scene.assertAllWell();
        }
    }

    /** The peer beats on, but our answers do not get through: then these are never acknowledged. */
    @Test
    void shouldBeUnreachableWhileThePeerStillBeatsWhereOnlyOurAnswersAreLost() {
        try (Scene scene = new Scene()) {
            Serve serve = serve(scene, "epoll");
            Remote beating =
                    scene.remote(serve, "fixed1028", Serve.FIXED1028, 1, "--answer", "--beat", BEAT.toMillis() + "");
            Waits.sleep(BEAT.multipliedBy(2));
            scene.cut(beating.port(0), Direction.TO_DEVICE);
            // Its beats arrive until it has nothing acknowledged any more; then only what it sends again does.
            Waits.sleep(BEAT.multipliedBy(4));
            Moment lastByte = serve.lastData(beating.port(0));

            ServeEvent verdict = serve.awaitVerdict(beating.port(0), BOUND.plus(Waits.REACTION));
            Timing.assertJudged(verdict, "UNREACHABLE", lastByte, BOUND);
            assertQuestions(verdict);
            scene.assertAllWell();
        }
    }

    private static Serve serve(Scene scene, String transport) {
        return scene.serve(
                "fixed1028",
                Serve.FIXED1028,
                "--heartbeat two-way --idle 2s --interval 1s --probes " + QUESTIONS + " --transport " + transport);
    }

    /** One line for each way; by its port, when its peer sent the last byte that arrived. */
    private static Map<Integer, Moment> cutEachWay(Scene scene, Serve serve) {
        Remote victims = scene.remote(serve, "fixed1028", Serve.FIXED1028, WAYS.length, "--answer");
        Map<Integer, Moment> lastBytes = new TreeMap<>();
        for (int line = 0; line < WAYS.length; line++) {
            Moment answered = victims.awaitAnswer(line);
            scene.cut(victims.port(line), WAYS[line]);
            lastBytes.put(victims.port(line), answered);
        }
        return lastBytes;
    }

    private static void assertQuestions(ServeEvent verdict) {
        assertThat(verdict.evidence().path("questions").asInt()).isEqualTo(QUESTIONS);
        assertThat(verdict.evidence().path("acknowledged").asBoolean()).isFalse();
    }
}
