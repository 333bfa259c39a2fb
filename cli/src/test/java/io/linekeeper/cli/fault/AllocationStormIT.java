package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Direction;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The server's own garbage collector stops it for longer than its bound, again and again: nobody is judged for that. Keeps a
 * processor busy all the time, so nothing else runs beside it.
 */
@FaultTest
@Isolated
class AllocationStormIT {
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final int COLLECTIONS = 5;

    /** They take from under two seconds to about five, and the processors are needed in between. */
    private static final Duration LONGEST_STORM = Duration.ofSeconds(60);

    private static final int LIVE = 2_000;
    private static final Pattern COLLECTION = Pattern.compile("\\[gc] GC\\(\\d+\\) Pause Full.* ([0-9.]+)ms");

    @Test
    void shouldJudgeNobodyForItsOwnCollections() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve(
                    scene.network().device(),
                    AllocationStorm.command("serve"),
                    "fixed1028",
                    Serve.FIXED1028,
                    "--heartbeat two-way --idle 400ms --interval 200ms --probes 3");
            Remote victim = scene.remote(serve, "fixed1028", Serve.FIXED1028, 1, "--answer");
            Crowd crowd = Crowd.on(
                    scene.network().device(),
                    serve,
                    LIVE,
                    "--protocol fixed1028 --heartbeat two-way --idle 15s --interval 15s --probes 3");

            awaitCollections(serve);
            assertThat(serve.events().named("verdict"))
                    .as("verdicts, while the peers' own loops were away for %s", crowd.pauses())
                    .isEmpty();

            Moment lastByte = victim.awaitAnswer(0);
            scene.cut(victim.port(0), Direction.BOTH);
            ServeEvent verdict = serve.awaitVerdict(victim.port(0), Waits.REACTION);
            Timing.assertJudged(verdict, "UNREACHABLE", lastByte, BOUND);
            assertThat(serve.events().count("verdict")).isEqualTo(1);
            crowd.assertAllLiveAndEnd();
            scene.assertAllWell();
        }
    }

    /** Returns when the server has been stopped often enough by collections that are longer than the bound. */
    private static void awaitCollections(Serve serve) {
        long begin = System.nanoTime();
        int before = collections(serve).size();
        Waits.until(
                () -> "collections longer than the bound: " + collections(serve),
                LONGEST_STORM,
                () -> collections(serve).size() >= before + COLLECTIONS);
        List<Duration> all = collections(serve);
        List<Long> gaps = serve.events().named("paused").stream()
                .map(event -> event.number("gap_ms"))
                .toList();
        System.out.printf(
                "measured: in %s collections longer than %s: %s; gaps told, in ms: %s%n",
                Duration.ofNanos(System.nanoTime() - begin), BOUND, all.subList(before, all.size()), gaps);
        assertThat(gaps).anySatisfy(gap -> assertThat(gap).isGreaterThan(BOUND.toMillis()));
    }

    /** Those longer than the bound. */
    private static List<Duration> collections(Serve serve) {
        return COLLECTION
                .matcher(serve.program().err().text())
                .results()
                .map(AllocationStormIT::duration)
                .filter(collection -> collection.compareTo(BOUND) > 0)
                .toList();
    }

    private static Duration duration(MatchResult collection) {
        return Duration.ofNanos((long) (Double.parseDouble(collection.group(1)) * 1e6));
    }
}
