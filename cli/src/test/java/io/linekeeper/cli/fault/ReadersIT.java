package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.PulledCable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Far more waits for the peers than they read within the bound. Who reads, however slowly, lives; who reads nothing is
 * stalled, not hung, though a question of ours stays unanswered; and who is cut off while it reads cannot be reached.
 */
@FaultTest
class ReadersIT {
    private static final int PORT = Serve.FIXED1028;
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(8);

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration USER_TIMEOUT = Duration.ofSeconds(9);

    /** As many answers as a server lets wait without reading less: over 800,000 bytes. */
    private static final int ANSWERS = 800;

    /** Reads that in eight seconds. */
    private static final String RATE = "100000";

    private static final String HALF_RATE = "50000";

    /** Makes room for half of the answers in the kernel of whoever reads them. */
    private static final String LARGE_BUFFERS = "4096 800000 800000";

    /**
     * A kernel opens its window again by half of its buffer or by a segment, whichever is less: with the smallest buffer that
     * there is (2,304 bytes) by 576 bytes, and the first time when 1,152 have been read. That must fit the stall limit.
     */
    private static final String LEAST_RATE = "200";

    private static final String SMALLEST_BUFFER = "1";

    /** A backlog is looked at eight times in a stall limit. */
    private static final Duration STALL_LATENESS = STALL_LIMIT.dividedBy(8).plus(Timing.LISTENING);

    @Test
    void shouldTellThoseWhoReadSlowlyFromThoseWhoDoNotRead() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    scene.network().router(),
                    "fixed1028",
                    PORT,
                    "--heartbeat two-way --idle 2s --interval 1s --probes 3 --stall-limit 8s --reply-delay 1s");
            Remote bulk = scene.remote(serve, "fixed1028", PORT, 1, "--answer", "--rate", RATE);
            Remote silent = scene.remote(serve, "fixed1028", PORT, 1, "--answer");
            Remote beating = scene.remote(serve, "fixed1028", PORT, 1, "--answer", "--beat", "500");
            Remote slow = scene.remote(
                    serve, "fixed1028", PORT, 1, "--answer", "--rate", LEAST_RATE, "--receive-buffer", SMALLEST_BUFFER);

            silent.tell("0 pause");
            beating.tell("0 pause");
            long asked = askAll(bulk, silent, beating, slow);
            assertStalled(serve, silent, asked);
            assertStalled(serve, beating, asked);
            assertReadAll(serve, bulk);
            Waits.sleepUntil(asked + STALL_LIMIT.multipliedBy(3).toNanos());
            serve.assertNoVerdict(slow.port(0));
            assertThat(serve.socket(slow.port(0)).unacknowledged()).isPositive();

            assertUnreachableWhenTheCableIsPulled(scene, serve, bulk, slow);
            scene.assertAllWell();
        }
    }

    /** Its kernel has acknowledged our question, which lies behind as much as its program reads in eight seconds. */
    @Test
    void shouldWaitForAReaderWhoseKernelTookTheQuestionLongAgo() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    scene.network().router(),
                    "fixed1028",
                    PORT,
                    "--heartbeat two-way --idle 2s --interval 1s --probes 3 --reply-delay 1s");
            scene.network().device().sysctl("net.ipv4.tcp_rmem", LARGE_BUFFERS);
            Remote reader = scene.remote(serve, "fixed1028", PORT, 1, "--answer", "--rate", HALF_RATE);
            askAll(reader);
            assertReadAll(serve, reader);
            reader.tell("0 finish");
            scene.assertAllWell();
        }
    }

    /**
     * Its window opens by less than our kernel wants to send next, so that the kernel's clock of the user time-out runs on
     * from the first probe: it has to be lifted, and whoever is cut off then is found in its place.
     */
    @ParameterizedTest
    @ValueSource(strings = {"two-way", "off"})
    void shouldLetASlowReaderLiveUnderTheUserTimeout(String heartbeat) {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    scene.network().router(),
                    "fixed1028",
                    PORT,
                    "--within 10s --reply-delay 1s --heartbeat " + heartbeat);
            Remote slow =
                    scene.remote(serve, "fixed1028", PORT, 1, "--answer", "--rate", "2000", "--receive-buffer", "4000");
            long asked = askAll(slow);
            Waits.sleepUntil(asked + WITHIN.multipliedBy(3).toNanos());
            serve.assertNoVerdict(slow.port(0));
            assertThat(serve.socket(slow.port(0)).unacknowledged()).isPositive();

            new PulledCable(scene.network().device()).inject();
            Moment lastSegment = serve.lastSegment(slow.port(0));
            assertUnreachable(serve, slow, lastSegment, USER_TIMEOUT, Timing.KERNEL_LATENESS);
            scene.assertAllWell();
        }
    }

    private static long askAll(Remote... remotes) {
        for (int i = 0; i < ANSWERS; i++) {
            for (Remote remote : remotes) {
                remote.tell("0 ping");
            }
        }
        return System.nanoTime();
    }

    private static void assertStalled(Serve serve, Remote remote, long asked) {
        ServeEvent verdict = serve.awaitVerdict(remote.port(0), STALL_LIMIT.plus(Waits.REACTION));
        Duration sinceAsked = Duration.ofNanos(verdict.nanos() - asked);
        Timing.measured(verdict, sinceAsked, "questions", STALL_LIMIT);
        Timing.assertFate(verdict, "STALLED");
        assertThat(verdict.number("bound_ms")).isEqualTo(STALL_LIMIT.toMillis());
        assertThat(Duration.ofMillis(verdict.number("lateness_ms"))).isBetween(Duration.ZERO, STALL_LATENESS);
        assertThat(verdict.evidence().path("witness").path("window_bytes").asInt())
                .as("a window that is closed")
                .isZero();
        assertThat(verdict.evidence()
                        .path("witness")
                        .path("unacknowledged_bytes")
                        .asInt())
                .isPositive();
    }

    private static void assertReadAll(Serve serve, Remote remote) {
        Waits.until(
                () -> "all answers: " + answers(remote),
                BOUND.multipliedBy(4).plus(Waits.REACTION),
                () -> answers(remote) == ANSWERS);
        serve.assertNoVerdict(remote.port(0));
        remote.awaitAnswer(0);
    }

    private static long answers(Remote remote) {
        return remote.all().stream()
                .filter(event -> event.what().equals("read") && event.detail().equals("pong"))
                .count();
    }

    /** Who has read all is silent from its last byte on; of who still reads, the last sign is what its kernel acknowledged. */
    private static void assertUnreachableWhenTheCableIsPulled(Scene scene, Serve serve, Remote idle, Remote reading) {
        new PulledCable(scene.network().device()).inject();
        Moment lastByte = serve.lastData(idle.port(0));
        Moment lastSegment = serve.lastSegment(reading.port(0));

        ServeEvent ofIdle = serve.awaitVerdict(idle.port(0), BOUND.plus(Waits.REACTION));
        Timing.assertJudged(ofIdle, "UNREACHABLE", lastByte, BOUND);
        assertUnreachable(serve, reading, lastSegment, BOUND, STALL_LATENESS);
    }

    private static void assertUnreachable(
            Serve serve, Remote reading, Moment lastSegment, Duration bound, Duration lateness) {
        ServeEvent verdict = serve.awaitVerdict(reading.port(0), bound.plus(Waits.REACTION));
        Duration sinceSegment = Duration.ofNanos(verdict.nanos() - lastSegment.latest());
        Timing.measured(verdict, sinceSegment, "last segment", bound);
        Timing.assertFate(verdict, "UNREACHABLE");
        assertThat(sinceSegment).isBetween(bound.minus(Timing.LISTENING), bound.plus(lateness));
    }
}
