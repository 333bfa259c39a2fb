package io.linekeeper.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.MassSilence;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.linekeeper.netty.Linekeeper;
import io.linekeeper.netty.Observations;
import io.linekeeper.policy.LivenessPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Observations observations = new Observations();
    private final LineMetrics metrics = new LineMetrics(registry, observations);

    private static LineHandler line() {
        return Linekeeper.of(LivenessPolicy.within(Duration.ofSeconds(30))).newLine();
    }

    private static Verdict verdict(Fate fate) {
        long bound = Duration.ofSeconds(5).toNanos();
        long late = Duration.ofMillis(40).toNanos();
        return new Verdict(
                fate, bound + late, bound, late, 0, new Evidence(0, false, null, Reachability.UNKNOWN, null));
    }

    @Test
    void shouldCountLinesAndTheirEnds() {
        LineHandler dead = line();
        LineHandler finished = line();
        metrics.connected(dead);
        metrics.connected(finished);
        metrics.suspected(dead);
        assertThat(registry.get("linekeeper.lines").gauge().value()).isEqualTo(2);
        assertThat(registry.get("linekeeper.suspects").gauge().value()).isEqualTo(1);
        metrics.verdict(dead, verdict(Fate.HUNG));
        metrics.closed(dead, verdict(Fate.HUNG));
        metrics.verdict(finished, verdict(Fate.FINISHED));
        assertThat(registry.get("linekeeper.lines").gauge().value()).isEqualTo(1);
        assertThat(registry.get("linekeeper.suspects").gauge().value()).isZero();
        assertThat(registry.get("linekeeper.connected").counter().count()).isEqualTo(2);
        assertThat(registry.get("linekeeper.verdicts")
                        .tag("fate", "hung")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("linekeeper.lateness").summary().count())
                .as("only of deaths that were found")
                .isEqualTo(1);
        assertThat(registry.get("linekeeper.lateness").summary().totalAmount()).isEqualTo(0.04);
    }

    @Test
    void shouldTellGapsByLoop() {
        metrics.paused("loop-1", Duration.ofSeconds(2));
        metrics.paused("loop-1", Duration.ofSeconds(1));
        metrics.paused("loop-2", Duration.ofMillis(300));
        assertThat(registry.get("linekeeper.gap").tag("loop", "loop-1").timer().count())
                .isEqualTo(2);
        assertThat(registry.get("linekeeper.gap").tag("loop", "loop-1").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(registry.get("linekeeper.gap").tag("loop", "loop-1").timer().max(TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    @Test
    void shouldCountAMassSilenceOnce() {
        metrics.massSilence(new MassSilence.Finding(300, 1_000, Duration.ofMillis(20), false));
        metrics.massSilence(new MassSilence.Finding(900, 1_000, Duration.ofMillis(400), true));
        assertThat(registry.get("linekeeper.mass.silences").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatBecameOfObservedDeaths() {
        LineHandler line = line();
        observations.observed(line, verdict(Fate.SILENT));
        observations.recovered(line);
        assertThat(registry.get("linekeeper.observed")
                        .tag("outcome", "wrongly")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldCountAnObservedDeathAtOnceAndItsLineAsNoSuspect() {
        LineHandler line = line();
        LineListener both = observations.and(metrics);
        both.connected(line);
        both.suspected(line);
        both.observed(line, verdict(Fate.HUNG));
        assertThat(registry.get("linekeeper.observed.deaths").functionCounter().count())
                .isEqualTo(1);
        assertThat(registry.get("linekeeper.suspects").gauge().value()).isZero();
        assertThat(registry.get("linekeeper.lateness").summary().totalAmount()).isEqualTo(0.04);
        assertThat(registry.get("linekeeper.lines").gauge().value()).isEqualTo(1);
    }

    @Test
    void shouldKeepASuspectWhoseStallIsObserved() {
        LineHandler line = line();
        metrics.suspected(line);
        metrics.observed(line, verdict(Fate.STALLED));
        assertThat(registry.get("linekeeper.suspects").gauge().value()).isEqualTo(1);
        metrics.recovered(line);
        assertThat(registry.get("linekeeper.suspects").gauge().value()).isZero();
    }
}
