package io.linekeeper.gateway.metrics;

import io.linekeeper.line.Fate;
import io.linekeeper.line.MassSilence;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Observations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Counts what happens to lines, in meters of Micrometer. All names begin with {@code linekeeper}.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>what it tells</th></tr>
 *   <tr><td>{@code linekeeper.gap}</td><td>our own pauses: how many, how long, the longest; by loop</td></tr>
 *   <tr><td>{@code linekeeper.lines}, {@code linekeeper.suspects}</td><td>how many there are now</td></tr>
 *   <tr><td>{@code linekeeper.connected}</td><td>lines so far</td></tr>
 *   <tr><td>{@code linekeeper.verdicts}</td><td>by fate</td></tr>
 *   <tr><td>{@code linekeeper.lateness}</td><td>of deaths that were found or observed, in seconds after their bound</td></tr>
 *   <tr><td>{@code linekeeper.observed.deaths}</td><td>deaths that were only observed</td></tr>
 *   <tr><td>{@code linekeeper.observed}</td><td>of these, as soon as it is known: rightly, wrongly, undecided</td></tr>
 *   <tr><td>{@code linekeeper.mass.silences}</td><td>how often many lines died at once</td></tr>
 * </table>
 *
 * <p>Told by event loops, read by any thread. A byte heard costs nothing: only events are counted.
 */
public final class LineMetrics implements LineListener {
    private static final double NANOS_PER_SECOND = 1e9;

    private final MeterRegistry registry;
    private final AtomicInteger lines = new AtomicInteger();
    private final Set<LineHandler> suspects = ConcurrentHashMap.newKeySet();
    private final Counter connected;
    private final Counter masses;
    private final DistributionSummary lateness;

    /** Registers its meters. */
    public LineMetrics(MeterRegistry registry, Observations observations) {
        this.registry = registry;
        connected = Counter.builder("linekeeper.connected")
                .description("Lines that were connected")
                .register(registry);
        masses = Counter.builder("linekeeper.mass.silences")
                .description("How often many lines died at once")
                .register(registry);
        lateness = DistributionSummary.builder("linekeeper.lateness")
                .description("How long after their bound deaths were found, also those that were only observed")
                .baseUnit("seconds")
                .serviceLevelObjectives(0.02, 0.05, 0.1, 0.25, 0.5, 1, 5)
                .register(registry);
        Gauge.builder("linekeeper.lines", lines, AtomicInteger::get)
                .description("Lines that are connected now")
                .register(registry);
        Gauge.builder("linekeeper.suspects", suspects, Set::size)
                .description("Lines that are suspect now")
                .register(registry);
        FunctionCounter.builder(
                        "linekeeper.observed.deaths",
                        observations,
                        each -> each.counts().observed())
                .description("Deaths that were only observed, whatever becomes of the line")
                .register(registry);
        for (Fate fate : Fate.values()) {
            verdicts(fate);
        }
        count(observations, "rightly", each -> each.counts().rightly());
        count(observations, "wrongly", each -> each.counts().wrongly());
        count(observations, "undecided", each -> each.counts().undecided());
    }

    /** Each is there from the start, since a first that comes out of nothing is no increase. */
    private Counter verdicts(Fate fate) {
        return Counter.builder("linekeeper.verdicts")
                .tag("fate", fate.name().toLowerCase(Locale.ROOT))
                .description("Verdicts by fate")
                .register(registry);
    }

    private void count(Observations observations, String outcome, ToDoubleFunction<Observations> counted) {
        FunctionCounter.builder("linekeeper.observed", observations, counted)
                .tag("outcome", outcome)
                .description("Deaths that were only observed, by what became of the line")
                .register(registry);
    }

    /** Many lines died at once. */
    public void massSilence(MassSilence.Finding finding) {
        if (!finding.over()) {
            masses.increment();
        }
    }

    @Override
    public void connected(LineHandler line) {
        connected.increment();
        lines.incrementAndGet();
    }

    @Override
    public void suspected(LineHandler line) {
        suspects.add(line);
    }

    @Override
    public void recovered(LineHandler line) {
        suspects.remove(line);
    }

    /** Judged, so no suspect any more; only a stall says nothing of whether it will be heard. */
    @Override
    public void observed(LineHandler line, Verdict verdict) {
        if (verdict.fate() != Fate.STALLED) {
            suspects.remove(line);
        }
        found(verdict);
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        suspects.remove(line);
        verdicts(verdict.fate()).increment();
        found(verdict);
    }

    /** An end that announced itself is never late. */
    private void found(Verdict verdict) {
        if (verdict.fate().isFound() && verdict.boundNanos() >= 0) {
            lateness.record(Math.max(0, verdict.latenessNanos()) / NANOS_PER_SECOND);
        }
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        lines.decrementAndGet();
    }

    @Override
    public void paused(String loop, Duration gap) {
        Timer.builder("linekeeper.gap")
                .tag("loop", loop)
                .description("Our own pauses, which no line is charged for")
                .register(registry)
                .record(gap);
    }
}
