package io.linekeeper.replay;

import io.linekeeper.line.Flight;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Replayed.Truth;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each of a ladder of bounds would have done in recorded silences, and which of them to choose. Pure; has one owner.
 */
public final class Tuning {
    private static final List<Duration> LADDER = IntStream.of(
                    5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300, 600)
            .mapToObj(Duration::ofSeconds)
            .toList();
    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final Map<Duration, Map<Truth, Long>> counts = new HashMap<>();
    private Optional<Duration> floor = Optional.empty();
    private double lineDays;
    private long flights;

    /** Nothing is recorded yet. */
    public Tuning() {
        LADDER.forEach(within -> counts.put(within, new EnumMap<>(Truth.class)));
    }

    /** A recorded silence. */
    public void add(Flight flight) {
        flights++;
        watched(flight.policy(), 0);
        counts.forEach((within, counted) -> {
            LivenessPolicy policy = Replay.alike(LivenessPolicy.within(within), flight.policy());
            counted.merge(Replay.of(flight, policy).truth(), 1L, Long::sum);
        });
    }

    /** For so long lines were watched by such a policy. */
    public void watched(LivenessPolicy policy, double lineSeconds) {
        lineDays += lineSeconds / SECONDS_A_DAY;
        floor = Stream.concat(floor.stream(), firstKept(policy.heartbeat()).stream())
                .max(Duration::compareTo);
    }

    /** How many silences there are. */
    public long flights() {
        return flights;
    }

    /** For how long lines were watched. */
    public double lineDays() {
        return lineDays;
    }

    /** The shortest silence that is on record under each of the policies; empty: there is no policy that kept any. */
    public Optional<Duration> floor() {
        return floor;
    }

    /** All bounds, from the shortest on. */
    public List<Rung> rungs() {
        return LADDER.stream().map(this::rung).toList();
    }

    private Rung rung(Duration within) {
        Duration bound = LivenessPolicy.within(within).heartbeat().bound().orElseThrow();
        boolean recorded = floor.filter(least -> bound.compareTo(least) >= 0).isPresent();
        Map<Truth, Long> counted = Objects.requireNonNull(counts.get(within));
        return new Rung(
                within,
                recorded,
                counted.getOrDefault(Truth.RIGHTLY, 0L),
                counted.getOrDefault(Truth.WRONGLY, 0L),
                counted.getOrDefault(Truth.NOT_KNOWN, 0L),
                lineDays);
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
        return rungs().stream()
                .filter(rung -> rung.recorded() && rung.atMost(1) <= aLineDay)
                .findFirst();
    }

    /** The shortest that nothing in the records speaks against, promised or not. */
    public Optional<Rung> likely(double aLineDay) {
        return rungs().stream()
                .filter(rung -> rung.recorded() && rung.expected(1) <= aLineDay)
                .findFirst();
    }

    /** For how many line-days must be recorded to promise so few false verdicts a line-day, if none is seen. */
    public static double lineDaysFor(double aLineDay) {
        return Poisson.upperBound(0) / aLineDay;
    }
}
