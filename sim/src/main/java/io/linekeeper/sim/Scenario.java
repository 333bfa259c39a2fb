package io.linekeeper.sim;

import io.linekeeper.sim.scene.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A world and what befalls it: drawn beforehand, so that any mishap can be taken out and the others stay what they are. A
 * value.
 */
public record Scenario(SimOptions options, List<Mishap> mishaps) {
    private static final Duration QUIET_FIRST = Duration.ofMillis(500);
    /** The rest is for what comes of them. */
    private static final double BUSY_SHARE = 0.75;

    /** In the order of their times. */
    public Scenario {
        mishaps = mishaps.stream().sorted(Comparator.comparing(Mishap::at)).toList();
    }

    /** The scenario of a seed. */
    public static Scenario of(long seed) {
        return draw(SimOptions.of(seed));
    }

    /** Draws the mishaps that these options want. */
    public static Scenario draw(SimOptions options) {
        List<Mishap> mishaps = new ArrayList<>();
        long busyMillis = (long) (options.duration().toMillis() * BUSY_SHARE);
        for (MishapKind kind : MishapKind.values()) {
            double perMinute = options.perMinute().getOrDefault(kind, 0.0);
            SplittableRandom random = Chance.of(options.seed(), kind.name(), 1);
            long count = Math.round(perMinute
                    * options.duration().toMillis()
                    / Duration.ofMinutes(1).toMillis());
            for (int i = 0; i < count; i++) {
                Duration at = QUIET_FIRST.plusMillis(random.nextLong(busyMillis));
                mishaps.add(kind.draw(at, random.split(), options));
            }
        }
        return new Scenario(options, mishaps);
    }

    /** The same with these mishaps alone. */
    public Scenario with(List<Mishap> some) {
        return new Scenario(options, some);
    }
}
