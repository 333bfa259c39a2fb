package io.linekeeper.sim;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.sim.net.NetworkOptions;
import io.linekeeper.sim.scene.Chance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws the options of a seed. Each seed has a part of the kinds of mishaps alone, and those more often: what many kinds
 * together hide, a few show (Groce et al., "Swarm Testing", ISSTA 2012).
 */
final class Draw {
    private static final int MOST_DEVICES = 12;
    private static final int KINDS_IN = 3;
    private static final Duration STALL_LIMIT = Duration.ofSeconds(4);

    private final long seed;
    private final SplittableRandom random;

    Draw(long seed) {
        this.seed = seed;
        random = Chance.of(seed, "options", 0);
    }

    SimOptions options() {
        int devices = 1 + random.nextInt(MOST_DEVICES);
        return new SimOptions(
                seed,
                Duration.ofSeconds(40 + random.nextInt(81)),
                random.nextInt(4) == 0 ? 2 : 1,
                1 + random.nextInt(2),
                devices,
                random.nextInt(5) == 0 ? devices - 1 : 0,
                random.nextInt(4) > 0,
                random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(devices),
                policy(),
                Duration.ofSeconds(2 + random.nextInt(8)),
                network(),
                mishaps(devices));
    }

    private LivenessPolicy policy() {
        Duration drain = Duration.ofMillis(random.nextInt(3_000));
        return switch (random.nextInt(4)) {
            case 0 -> LivenessPolicy.within(Duration.ofSeconds(5 + random.nextInt(8)));
            case 1 -> new LivenessPolicy(kernel(), oneWay(), STALL_LIMIT, drain);
            default -> new LivenessPolicy(kernel(), twoWay(), STALL_LIMIT, drain);
        };
    }

    private KernelPolicy kernel() {
        return switch (random.nextInt(3)) {
            case 0 -> KernelPolicy.off();
            case 1 ->
                KernelPolicy.keepAlive(
                        new KeepAlive(Duration.ofSeconds(2), Duration.ofSeconds(1), 4 + random.nextInt(6)));
            default ->
                KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(2), Duration.ofSeconds(1), 5))
                        .withUserTimeout(Duration.ofSeconds(8 + random.nextInt(4)));
        };
    }

    private Heartbeat oneWay() {
        return new Heartbeat.OneWay(Duration.ofMillis(2_000 + random.nextInt(6_000)));
    }

    private Heartbeat twoWay() {
        Duration idle = Duration.ofMillis(800 + random.nextInt(3_000));
        Duration interval = Duration.ofMillis(250 + random.nextInt(1_750));
        return new Heartbeat.TwoWay(
                new KeepAlive(idle, interval, 1 + random.nextInt(4)),
                random.nextBoolean() ? Heartbeat.Answers.REQUIRED : Heartbeat.Answers.ONCE_GIVEN);
    }

    private NetworkOptions network() {
        long least = 1L << random.nextInt(6);
        NetworkOptions options = NetworkOptions.defaults()
                .withDelay(Duration.ofMillis(least), Duration.ofMillis(least + random.nextInt(40)));
        if (random.nextInt(4) == 0) {
            options = options.withLoss(random.nextInt(20) / 1_000.0);
        }
        return random.nextInt(3) == 0 ? options.withBuffers(64 * 1024, 32 * 1024) : options;
    }

    private Map<MishapKind, Double> mishaps(int devices) {
        Map<MishapKind, Double> perMinute = new EnumMap<>(MishapKind.class);
        for (MishapKind kind : MishapKind.values()) {
            if (random.nextInt(KINDS_IN) == 0) {
                perMinute.put(kind, 1 + random.nextInt(2 + devices) + random.nextDouble());
            }
        }
        return perMinute;
    }
}
