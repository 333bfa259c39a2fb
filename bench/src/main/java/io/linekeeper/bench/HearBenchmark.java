package io.linekeeper.bench;

import io.linekeeper.line.RollCall;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Marking a line as heard, per read of the socket, over many lines in random order: what a server pays for each read
 * whether anybody is ever found dead or not.
 *
 * <p>{@code idleStateHandler} is a replica of Netty's, since a million pipelines would not fit: the two flags of
 * {@code channelRead}, and in {@code channelReadComplete} the clock and the stamp, in an object of the same size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HearBenchmark {
    /** Reads per call of a benchmark; the calls go round through all lines. */
    private static final int READS = 1000;

    /** How many lines. */
    @Param({"19000", "1000000"})
    public int lines = 19_000;

    private int[] order = {};
    private BenchLine[] linekeeper = {};
    private IdleReplica[] idle = {};
    private Object[] keys = {};
    private ConcurrentHashMap<Object, Long> map = new ConcurrentHashMap<>();
    private int at;

    /** Makes the lines of every contestant. */
    @Setup
    public void connect() {
        order = BenchLine.shuffled(lines);
        RollCall roll = new RollCall(0, true);
        linekeeper = new BenchLine[lines];
        idle = new IdleReplica[lines];
        keys = new Object[lines];
        map = new ConcurrentHashMap<>(2 * lines);
        for (int i = 0; i < lines; i++) {
            linekeeper[i] = BenchLine.on(roll, Duration.ofDays(1), 0);
            idle[i] = new IdleReplica();
            keys[i] = new Object();
            map.put(keys[i], 0L);
        }
    }

    private int next() {
        int here = at;
        at = here + 1 == lines ? 0 : here + 1;
        return order[here];
    }

    /** {@code Line.hear}. */
    @Benchmark
    @OperationsPerInvocation(READS)
    public void linekeeper() {
        for (int i = 0; i < READS; i++) {
            linekeeper[next()].read();
        }
    }

    /** What {@code IdleStateHandler} does. */
    @Benchmark
    @OperationsPerInvocation(READS)
    public void idleStateHandler() {
        for (int i = 0; i < READS; i++) {
            IdleReplica handler = idle[next()];
            handler.channelRead();
            handler.channelReadComplete();
        }
    }

    /** What a thread that polls a map needs. */
    @Benchmark
    @OperationsPerInvocation(READS)
    public void pollingMap() {
        for (int i = 0; i < READS; i++) {
            map.put(keys[next()], System.nanoTime());
        }
    }

    /** The fields and the steps of {@code io.netty.handler.timeout.IdleStateHandler} 4.2 that a read touches. */
    static final class IdleReplica {
        final long readerIdleTimeNanos = TimeUnit.SECONDS.toNanos(30);
        final long writerIdleTimeNanos = 0;
        final long allIdleTimeNanos = 0;
        long lastReadTime;
        long lastWriteTime;
        boolean firstReaderIdleEvent = true;
        boolean firstAllIdleEvent = true;
        boolean reading;
        long restOfTheObject1;
        long restOfTheObject2;
        long restOfTheObject3;

        void channelRead() {
            if (readerIdleTimeNanos > 0 || allIdleTimeNanos > 0) {
                reading = true;
                firstReaderIdleEvent = true;
                firstAllIdleEvent = true;
            }
        }

        void channelReadComplete() {
            if ((readerIdleTimeNanos > 0 || allIdleTimeNanos > 0) && reading) {
                lastReadTime = System.nanoTime();
                reading = false;
            }
        }
    }
}
