package io.linekeeper.replay;

import io.linekeeper.line.Flight;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Replayed.Truth;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each of a ladder of bounds would have done in recorded silences, and which of them to choose. Pure; any thread.
 *
 * @param rungs from the shortest on
 * @param floor the shortest silence that every recorded policy kept; empty: none of them kept any
 */
public record Tuning(List<Rung> rungs, Optional<Duration> floor) {
    private static final List<Duration> LADDER = IntStream.of(
                    5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300, 600)
            .mapToObj(Duration::ofSeconds)
            .toList();

    public Tuning {
        rungs = List.copyOf(rungs);
    }

    /**
     * Judges all recorded silences by each rung of the ladder.
     *
     * @param policies all policies under which lines were recorded
     * @param lineDays how long lines were watched
     */
    public static Tuning of(List<Flight> flights, Collection<LivenessPolicy> policies, double lineDays) {
        Optional<Duration> floor = policies.stream()
                .map(LivenessPolicy::heartbeat)
                .flatMap(heartbeat -> firstKept(heartbeat).stream())
                .max(Duration::compareTo);
        return new Tuning(
                LADDER.stream()
                        .map(within -> rung(within, flights, lineDays, floor))
                        .toList(),
                floor);
    }

    private static Rung rung(Duration within, List<Flight> flights, double lineDays, Optional<Duration> floor) {
        LivenessPolicy policy = LivenessPolicy.within(within);
        long[] counts = new long[Truth.values().length];
        for (Flight flight : flights) {
            counts[
                    index(Replay.of(flight, Replay.alike(policy, flight.policy()))
                            .truth())]++;
        }
        Duration bound = policy.heartbeat().bound().orElseThrow();
        boolean recorded = floor.filter(least -> bound.compareTo(least) >= 0).isPresent();
        return new Rung(
                within,
                recorded,
                counts[index(Truth.RIGHTLY)],
                counts[index(Truth.WRONGLY)],
                counts[index(Truth.NOT_KNOWN)],
                lineDays);
    }

    @SuppressWarnings("EnumOrdinal") // never leaves this object
    private static int index(Truth truth) {
        return truth.ordinal();
    }

    /** From which silence on lines of this heartbeat are recorded: from their suspicion, or from half of a time-out. */
    private static Optional<Duration> firstKept(Heartbeat heartbeat) {
        if (heartbeat instanceof Heartbeat.TwoWay twoWay) {
            return Optional.of(twoWay.rule().idle().plus(twoWay.rule().interval()));
        }
        return heartbeat instanceof Heartbeat.OneWay oneWay
                ? Optional.of(oneWay.timeout().dividedBy(2))
                : Optional.empty();
    }

    /** The shortest of which the records promise, with 95 % confidence, at most so many false verdicts a line-day. */
    public Optional<Rung> promised(double aLineDay) {
        return rungs.stream()
                .filter(rung -> rung.recorded() && rung.atMost(1) <= aLineDay)
                .findFirst();
    }

    /** The shortest that nothing in the records speaks against, promised or not. */
    public Optional<Rung> likely(double aLineDay) {
        return rungs.stream()
                .filter(rung -> rung.recorded() && rung.expected(1) <= aLineDay)
                .findFirst();
    }

    /** For how many line-days must be recorded to promise so few false verdicts a line-day, if none is seen. */
    public static double lineDaysFor(double aLineDay) {
        return Poisson.upperBound(0) / aLineDay;
    }
}
