package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/** When a death may be found, from both sides; and that the event tells the same story as the clock here. */
final class Timing {
    /** The kernel counts its times in jiffies and its ages in milliseconds made of them: of 10 ms at most (HZ=100). */
    static final Duration JIFFY = Duration.ofMillis(10);

    /** How much later than its bound the kernel may find a death: its timers are coarse. */
    static final Duration KERNEL_LATENESS = Duration.ofSeconds(1);

    /** How much earlier than reckoned from the last segment on the wire. */
    private static final Duration KERNEL_EARLINESS = Duration.ofMillis(100);

    /** A loop that comes up to this much later than planned was still listening; beyond, it is credited and reported. */
    static final Duration LISTENING = Duration.ofMillis(250);

    private static final int TICKS_A_BOUND = 200;
    private static final Duration SHORTEST_TICK = Duration.ofMillis(20);
    private static final Duration LONGEST_TICK = Duration.ofMillis(250);
    private static final int TICKS_WITH_WITNESS = 2;
    private static final int TICKS_WITHOUT = 4;

    private Timing() {}

    static void assertFate(ServeEvent verdict, String... fates) {
        assertThat(verdict.fate()).as("fate of %s", verdict).isIn((Object[]) fates);
    }

    /** The kernel gave up, by its own timers alone; {@link Cut#assertFoundByKernel} tells the parameters. */
    static void assertFoundByKernel(ServeEvent verdict, Cut cut, Duration latest, Duration told, Duration idle) {
        Duration sinceCut = Duration.ofNanos(verdict.nanos() - cut.at());
        measured(verdict, sinceCut, "cut", latest);
        assertFate(verdict, "UNREACHABLE");
        assertThat(sinceCut).isBetween(latest.minus(idle).minus(JIFFY), latest.plus(KERNEL_LATENESS));
        assertThat(Duration.ofNanos(verdict.nanos() - cut.lastHeard().earliest()))
                .isGreaterThan(latest.minus(KERNEL_EARLINESS));
        assertThat(verdict.evidence().path("detail").asText()).isEqualTo("ETIMEDOUT");
        assertThat(verdict.evidence().path("witness").path("probes").asInt())
                .as("probes that the witness saw in %s", verdict)
                .isPositive();
        assertThat(verdict.number("bound_ms")).isEqualTo(told.toMillis());
        assertConsistent(verdict);
    }

    /** Our own rule judged, with the kernel as witness. */
    static void assertJudged(ServeEvent verdict, String fate, Moment lastByte, Duration bound) {
        assertJudged(verdict, fate, lastByte, bound, TICKS_WITH_WITNESS);
        assertThat(verdict.evidence().path("witness").isObject())
                .as("witness in %s", verdict)
                .isTrue();
    }

    /** Our own rule judged, and nobody could ask the kernel. */
    static void assertJudgedWithoutWitness(ServeEvent verdict, String fate, Moment lastByte, Duration bound) {
        assertJudged(verdict, fate, lastByte, bound, TICKS_WITHOUT);
        assertThat(verdict.evidence().path("witness").isNull())
                .as("witness in %s", verdict)
                .isTrue();
    }

    private static void assertJudged(ServeEvent verdict, String fate, Moment lastByte, Duration bound, int ticks) {
        Duration shortest = Duration.ofNanos(verdict.nanos() - lastByte.latest());
        Duration longest = Duration.ofNanos(verdict.nanos() - lastByte.earliest());
        measured(verdict, longest, "last byte", bound);
        assertFate(verdict, fate);
        assertThat(longest).as("silence before %s", verdict).isGreaterThanOrEqualTo(bound);
        assertThat(shortest)
                .as("silence before %s", verdict)
                .isLessThanOrEqualTo(bound.plus(tick(bound).multipliedBy(ticks))
                        .plus(LISTENING)
                        .plusMillis(verdict.number("credited_ms")));
        assertThat(verdict.number("bound_ms")).isEqualTo(bound.toMillis());
        assertConsistent(verdict);
        assertThat(Duration.ofMillis(verdict.number("silence_ms")))
                .as("silence as told, measured here as %s to %s", shortest, longest)
                .isBetween(
                        shortest.minus(JIFFY)
                                .minus(tick(bound).multipliedBy(ticks))
                                .minus(LISTENING),
                        longest.plus(JIFFY));
    }

    private static void assertConsistent(ServeEvent verdict) {
        assertThat(verdict.number("lateness_ms"))
                .as("lateness in %s", verdict)
                .isBetween(
                        verdict.number("silence_ms") - verdict.number("bound_ms") - 1,
                        verdict.number("silence_ms") - verdict.number("bound_ms") + 1);
        assertThat(verdict.number("credited_ms")).isBetween(0L, verdict.number("silence_ms"));
    }

    static Duration tick(Duration bound) {
        Duration tick = bound.dividedBy(TICKS_A_BOUND);
        return tick.compareTo(SHORTEST_TICK) < 0
                ? SHORTEST_TICK
                : tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick;
    }

    /** For whoever reads the build's log. */
    static void measured(ServeEvent verdict, Duration time, String since, Duration bound) {
        System.out.printf(
                Locale.ROOT,
                "measured: %s %.3f s after the %s (bound %s s): %s%n",
                verdict.fate(),
                time.toNanos() / 1e9,
                since,
                bound.toMillis() / 1e3,
                verdict);
    }
}
