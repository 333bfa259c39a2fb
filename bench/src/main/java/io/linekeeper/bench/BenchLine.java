package io.linekeeper.bench;

import io.linekeeper.line.Line;
import io.linekeeper.line.RollCall;
import io.linekeeper.line.Step;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.Random;

/** A line without a socket, which is always heard in time; with as many fields as {@code LineHandler} has. */
final class BenchLine extends Line {
    final Object keeper = BenchLine.class;
    final Object context = BenchLine.class;
    int number;
    boolean reading;
    boolean byAutoRead;

    private BenchLine() {}

    /** Puts a line on the roll that is judged after {@code timeout} of silence, and by nothing else. */
    static BenchLine on(RollCall roll, Duration timeout, long nowNanos) {
        BenchLine line = new BenchLine();
        Heartbeat beats = new Heartbeat.OneWay(timeout);
        roll.add(line, new LivenessPolicy(KernelPolicy.off(), beats, timeout, Duration.ZERO), nowNanos);
        return line;
    }

    /** A byte came. */
    void read() {
        hear();
    }

    @Override
    protected Witness testify() {
        throw new IllegalStateException("a line that is always heard in time was sampled");
    }

    @Override
    protected void carryOut(Step step) {
        throw new IllegalStateException("a line that is always heard in time came to " + step);
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
