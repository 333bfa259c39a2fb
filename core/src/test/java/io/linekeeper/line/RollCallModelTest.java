package io.linekeeper.line;

import static io.linekeeper.line.Policies.kernel;
import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static io.linekeeper.line.Policies.withStallLimit;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.Heartbeat.Answers;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Replay;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Long random sequences against the naive model, compared after every operation. One seed again:
 * {@code ./mvnw -pl core test -Dtest=RollCallModelTest -Dlinekeeper.seed=N}.
 */
class RollCallModelTest {
    private static final int SEEDS = 300;
    private static final int OPERATIONS = 2_000;

    private static final List<LivenessPolicy> POLICIES = Stream.of(
                    twoWay(rule(1_000, 500, 3)),
                    twoWay(rule(2_000, 300, 5), Answers.ONCE_GIVEN),
                    twoWay(rule(100, 700, 1)),
                    twoWay(rule(20_000, 3_000, 3)),
                    twoWay(rule(300, 100, 2), Answers.ONCE_GIVEN),
                    oneWay(Duration.ofMillis(1_500)),
                    oneWay(Duration.ofMillis(60)),
                    kernel(rule(1_000, 1_000, 3)),
                    userTimeout(twoWay(rule(20_000, 3_000, 3)).heartbeat()),
                    userTimeout(new Heartbeat.Off()))
            .map(policy -> withStallLimit(policy, Duration.ofSeconds(3)))
            .toList();

    private static LivenessPolicy userTimeout(Heartbeat heartbeat) {
        KernelPolicy kernel = KernelPolicy.keepAlive(rule(1_000, 1_000, 3)).withUserTimeout(Duration.ofSeconds(5));
        return new LivenessPolicy(kernel, heartbeat, Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    @Test
    void shouldAgreeWithTheModelAfterEveryOperation() {
        Long one = Long.getLong("linekeeper.seed");
        if (one != null) {
            run(one);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            run(seed);
        }
    }

    /** Who is recorded is judged as everybody else; and what was recorded can be judged again. */
    private static void run(long seed) {
        try {
            RollCallModel model = new RollCallModel(seed, POLICIES, false);
            model.run(OPERATIONS);
            RollCallModel recorded = new RollCallModel(seed, POLICIES, true);
            recorded.run(OPERATIONS);
            assertThat(recorded.steps).isEqualTo(model.steps);
            assertThat(model.flights).isEmpty();
            recorded.flights.forEach(flight -> Replay.of(flight, flight.policy()));
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    "seed " + seed + "; again: ./mvnw -pl core test -Dtest=RollCallModelTest -Dlinekeeper.seed=" + seed,
                    failure);
        }
    }
}
