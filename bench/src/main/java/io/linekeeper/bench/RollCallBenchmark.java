package io.linekeeper.bench;

import io.linekeeper.line.RollCall;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Roll calls over a million lines, of which so many per cent are due and turn out to have been heard meanwhile. As many
 * calls as it takes until none is due, since one call looks at a limited number.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RollCallBenchmark {
    private static final int LINES = 1_000_000;
    private static final Duration SHORT = Duration.ofMillis(400);
    /** A line is looked at half of {@link #SHORT} after it was heard. One round is shorter than that, so hearing comes in time. */
    private static final long UNTIL_HEARD = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long UNTIL_CALL = TimeUnit.MILLISECONDS.toNanos(120);

    /** How many lines in a hundred are due. */
    @Param({"0", "1"})
    public int percentDue = 0;

    private RollCall roll = new RollCall(0, true);
    private BenchLine[] busy = {};
    private long now;

    /** Makes the lines, those that will be due spread evenly among them. */
    @Setup
    public void connect() {
        now = 0;
        roll = new RollCall(now, true);
        busy = new BenchLine[LINES / 100 * percentDue];
        int[] order = BenchLine.shuffled(LINES);
        for (int i = 0; i < LINES; i++) {
            boolean due = order[i] < busy.length;
            BenchLine line = BenchLine.on(roll, due ? SHORT : Duration.ofDays(12), now);
            if (due) {
                busy[order[i]] = line;
            }
        }
    }

    /** Time goes on, and the busy lines are heard. */
    @Setup(Level.Invocation)
    public void hear() {
        now += UNTIL_HEARD;
        roll.call(now);
        for (BenchLine line : busy) {
            line.read();
        }
        now += UNTIL_CALL;
    }

    /** Calls until nothing is due. */
    @Benchmark
    public int call() {
        int calls = 1;
        while (roll.call(now) == 0) {
            calls++;
        }
        return calls;
    }
}
