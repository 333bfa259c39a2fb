package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.gateway.flight.Exposure;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchingTest {
    private static final LivenessPolicy POLICY = LivenessPolicy.within(Duration.ofSeconds(30));

    private final Watching watching = new Watching();

    private String counted(long now) {
        return watching.take(Instant.EPOCH, now).stream()
                .map(each -> each.listener() + " " + each.lines() + " " + each.lineNanos())
                .toList()
                .toString();
    }

    @Test
    void shouldCountHowLongTheLinesOfEachListenerAreWatched() {
        watching.connected("a", POLICY, 1_000);
        watching.connected("a", POLICY, 1_010);
        watching.connected("b", POLICY, 1_020);
        watching.closed("a", 1_030);
        assertThat(counted(1_040)).isEqualTo("[a 1 60, b 1 20]");
        assertThat(counted(1_140)).isEqualTo("[a 1 100, b 1 100]");
        watching.closed("b", 1_150);
        assertThat(counted(1_200)).isEqualTo("[a 1 60, b 0 10]");
        assertThat(watching.take(Instant.EPOCH, 1_200))
                .extracting(Exposure::policy)
                .containsOnly(POLICY);
    }

    @Test
    void shouldTakeClocksThatWereReadInAnotherOrder() {
        watching.connected("a", POLICY, 1_000);
        watching.connected("a", POLICY, 990);
        watching.closed("a", 980);
        assertThat(counted(1_100)).isEqualTo("[a 1 100]");
    }

    @Test
    void shouldCountNothingBeforeTheFirstLine() {
        assertThat(counted(1_000)).isEqualTo("[]");
    }
}
