package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LivenessPolicyTest {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(3);

    @ParameterizedTest
    @CsvSource({
        "5, 1, 1, 3, 1, 1, 3",
        "6, 1, 1, 4, 2, 1, 4",
        "10, 3, 1, 6, 3, 2, 7",
        "30, 9, 2, 10, 11, 6, 23",
        "100, 39, 6, 10, 33, 22, 79",
        "86400, 28799, 5760, 10, 28799, 19200, 69119",
        "1036800, 32647, 32392, 31, 345599, 230400, 829439",
    })
    void shouldDeriveEverythingFromOneNumber(
            long within, long idle, long interval, int probes, long asksAfter, long asksEvery, long stallLimit) {
        Duration budget = Duration.ofSeconds(within - 1);

        assertThat(LivenessPolicy.within(Duration.ofSeconds(within)))
                .isEqualTo(new LivenessPolicy(
                        KernelPolicy.keepAlive(rule(idle, interval, probes)).withUserTimeout(budget),
                        new Heartbeat.TwoWay(rule(asksAfter, asksEvery, 3), Heartbeat.Answers.ONCE_GIVEN),
                        Duration.ofSeconds(stallLimit),
                        LivenessPolicy.DEFAULT_DRAIN));
    }

    @Test
    void shouldKeepEveryBoundWithinTheNumber() {
        Duration step = Duration.ofMillis(7_919);
        for (Duration limit = Duration.ofSeconds(5); limit.toDays() < 12; limit = limit.plus(step)) {
            LivenessPolicy policy = LivenessPolicy.within(limit);

            assertThat(longestBound(policy).plus(policy.latenessAllowed()))
                    .as("ours, within %s", limit)
                    .isLessThanOrEqualTo(limit);
            assertThat(longestBound(policy).plusSeconds(1))
                    .as("the kernel's, within %s", limit)
                    .isLessThanOrEqualTo(limit);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT4.999S | within 4 s 999 ms is too short for idle 1 s + 3 probes x 1 s, since the kernel counts in whole seconds, and 1 s of lateness; raise it to 5 s or more",
                "PT-1S | within -1 s is too short for idle 1 s + 3 probes x 1 s, since the kernel counts in whole seconds, and 1 s of lateness; raise it to 5 s or more",
                "PT288H0.001S | within 12 d 1 ms is longer than 12 d, the longest bound; shorten it",
            })
    void shouldRefuseNumbersFromWhichNothingFollows(Duration limit, String sentence) {
        assertThatThrownBy(() -> LivenessPolicy.within(limit))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "PT5S, PT3S, PT0.02S, PT0.08S, PT0.455S",
        "PT30S, PT23S, PT0.115S, PT0.46S, PT3.335S",
        "PT10M, PT479S, PT0.25S, PT1S, PT60.875S",
    })
    void shouldTickTwoHundredTimesInTheShortestBound(
            Duration limit, Duration shortest, Duration tick, Duration lateness, Duration ofStalls) {
        LivenessPolicy policy = LivenessPolicy.within(limit);

        assertThat(policy.shortestBound()).isEqualTo(shortest);
        assertThat(policy.tick()).isEqualTo(tick);
        assertThat(policy.latenessAllowed()).isEqualTo(lateness);
        assertThat(policy.stallLatenessAllowed()).isEqualTo(ofStalls);
    }

    @Test
    void shouldTakeEveryDetectorForTheShortestBound() {
        Duration hour = Duration.ofHours(1);
        KernelPolicy kernel = KernelPolicy.keepAlive(rule(1, 1, 10));

        assertThat(new LivenessPolicy(kernel, new Heartbeat.Off(), hour, DRAIN).shortestBound())
                .isEqualTo(Duration.ofSeconds(11));
        assertThat(new LivenessPolicy(kernel, new Heartbeat.OneWay(Duration.ofSeconds(7)), hour, DRAIN).shortestBound())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(new LivenessPolicy(KernelPolicy.off(), new Heartbeat.Off(), hour, DRAIN).shortestBound())
                .isEqualTo(hour);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | PT5S | stall limit 0 s is shorter than one tick; raise it to 20 ms or more",
                "PT-1S | PT5S | stall limit -1 s is shorter than one tick; raise it to 20 ms or more",
                "P13D | PT5S | stall limit 13 d is longer than 12 d, the longest bound; shorten it",
                "PT4S | PT5S | stall limit 4 s is not below user timeout 4 s, at which the kernel ends slow readers without a reason; lower the stall limit or raise the user timeout",
                "PT3S | PT-1S | drain -1 s is not between 0 s and 1 h; choose a time in that range",
                "PT3S | PT1H0.001S | drain 1 h 1 ms is not between 0 s and 1 h; choose a time in that range",
            })
    void shouldRefuseLimitsThatCannotHold(Duration stallLimit, Duration drain, String sentence) {
        KernelPolicy kernel = KernelPolicy.keepAlive(rule(1, 1, 3)).withUserTimeout(Duration.ofSeconds(4));

        assertThatThrownBy(() -> new LivenessPolicy(kernel, new Heartbeat.Off(), stallLimit, drain))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }

    @Test
    void shouldRefuseAUserTimeoutAsTheOnlyDetector() {
        KernelPolicy kernel = KernelPolicy.off().withUserTimeout(Duration.ofSeconds(5));

        assertThatThrownBy(() -> new LivenessPolicy(kernel, new Heartbeat.Off(), STALL_LIMIT, DRAIN))
                .isInstanceOf(PolicyException.class)
                .hasMessage(
                        "user timeout 5 s would be the only detector, and it never fires on an idle line; add a kernel"
                                + " keepalive or a heartbeat, or switch the user timeout off");
    }

    @Test
    void shouldRefuseAKernelBoundThatCannotBeCounted() {
        KernelPolicy kernel = KernelPolicy.keepAlive(rule(1, 1, 3)).withUserTimeout(Duration.ofDays(13));

        assertThatThrownBy(() -> new LivenessPolicy(kernel, new Heartbeat.Off(), STALL_LIMIT, DRAIN))
                .isInstanceOf(PolicyException.class)
                .hasMessage("the kernel bound of 13 d is longer than 12 d, the longest bound; lower the user timeout");
    }

    private static Duration longestBound(LivenessPolicy policy) {
        return Stream.of(
                        policy.heartbeat().bound().orElseThrow(),
                        policy.kernel().idleBound().orElseThrow(),
                        policy.kernel().inFlightBound().orElseThrow(),
                        policy.stallLimit())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static KeepAlive rule(long idleSeconds, long intervalSeconds, int probes) {
        return new KeepAlive(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(intervalSeconds), probes);
    }
}
