package io.linekeeper.bench;

import io.linekeeper.line.Keeper;
import io.linekeeper.line.Line;
import io.linekeeper.line.RollCall;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.Random;

/** Lines without sockets, and the only place here that knows how the core makes them. */
final class BenchLines {
    private static final Keeper NOBODY = new Keeper() {
        @Override
        public Witness testify() {
            throw new IllegalStateException("a line was looked at that is always heard in time");
        }

        @Override
        public void carryOut(Step step) {
            throw new IllegalStateException("a line that is always heard in time came to " + step);
        }
    };

    private BenchLines() {}

    /** Puts a line on the roll. */
    static Line add(RollCall roll, LivenessPolicy policy, long nowNanos) {
        return roll.add(policy, NOBODY, nowNanos);
    }

    /** A policy under which silence for {@code timeout} is the verdict, and nothing else is watched. */
    static LivenessPolicy oneWay(Duration timeout) {
        return new LivenessPolicy(KernelPolicy.off(), new Heartbeat.OneWay(timeout), timeout, Duration.ZERO);
    }

    /** Each number below {@code size} once, in random order. */
    static int[] shuffled(int size) {
        int[] order = new int[size];
        Random random = new Random(42);
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
