package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 4, PT5S, PT5S",
        "1, 3, 10, PT31S, PT31S",
        "1, 3, 1, PT5S, PT7S",
        "1, 3, 1, PT4S, PT4S",
        "1, 3, 1, PT4.001S, PT7S",
        "9, 2, 10, PT60S, PT61S",
    })
    void shouldGiveUpAtTheFirstProbeAtOrAfterTheUserTimeout(
            int idle, int interval, int probes, Duration timeout, Duration bound) {
        KernelPolicy policy =
                KernelPolicy.keepAlive(rule(idle, interval, probes)).withUserTimeout(timeout);

        assertThat(policy.idleBound()).contains(bound);
        assertThat(policy.inFlightBound()).contains(timeout);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 10, , PT11S, PT11S",
        "1, 3, 10, , PT31S, PT33S",
        "9, 2, 10, , PT29S, PT29S",
        "1, 1, 10, PT5S, PT5S, PT5S",
        "1, 3, 10, PT5S, PT7S, PT9S",
        "7200, 75, 9, , PT7875S, PT7875S",
    })
    void shouldTellTheBoundsOfAnyPairAlsoOfOneThatItRefuses(
            int idle, int interval, int probes, Duration timeout, Duration bound, Duration longIdle) {
        KeepAlive rule = rule(idle, interval, probes);

        assertThat(KernelPolicy.idleBound(rule, Optional.ofNullable(timeout))).isEqualTo(bound);
        assertThat(KernelPolicy.longIdleBound(rule, Optional.ofNullable(timeout)))
                .isEqualTo(longIdle);
    }

    @Test
    void shouldWaitAnIntervalForTheNextProbeOnALineThatHasBeenIdleForLong() {
        assertThat(KernelPolicy.keepAlive(rule(1, 3, 10)).longIdleBound()).contains(Duration.ofSeconds(33));
        assertThat(KernelPolicy.off().longIdleBound()).isEmpty();
    }

    @Test
    void shouldGoByTheProbesWithoutUserTimeout() {
        KernelPolicy policy = KernelPolicy.keepAlive(rule(1, 3, 10))
                .withUserTimeout(Duration.ofSeconds(60))
                .withoutUserTimeout();

        assertThat(policy.idleBound()).contains(Duration.ofSeconds(31));
        assertThat(policy.inFlightBound()).isEmpty();
    }

    @Test
    void shouldNeverFindAnythingOnAnIdleLineWithoutKeepAlive() {
        assertThat(KernelPolicy.off().idleBound()).isEmpty();
        assertThat(KernelPolicy.off().withUserTimeout(Duration.ofSeconds(5)).idleBound())
                .isEmpty();
    }

    @Test
    void shouldTakeTheKernelsLimits() {
        assertThat(KernelPolicy.keepAlive(rule(32_767, 32_767, 1)).idleBound()).contains(Duration.ofSeconds(65_534));
        assertThat(KernelPolicy.keepAlive(rule(1, 1, 127)).idleBound()).contains(Duration.ofSeconds(128));
        assertThat(KernelPolicy.off()
                        .withUserTimeout(Duration.ofMillis(Integer.MAX_VALUE))
                        .inFlightBound())
                .contains(Duration.ofMillis(Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0.5S | PT1S | kernel keepalive idle 500 ms is not a whole number of seconds from 1 to 32767, all that the kernel takes; choose one, or leave finer times to the heartbeat",
                "PT1.5S | PT1S | kernel keepalive idle 1 s 500 ms is not a whole number of seconds from 1 to 32767, all that the kernel takes; choose one, or leave finer times to the heartbeat",
                "PT32768S | PT1S | kernel keepalive idle 9 h 6 min 8 s is not a whole number of seconds from 1 to 32767, all that the kernel takes; choose one, or leave finer times to the heartbeat",
                "PT1S | PT0.5S | kernel keepalive interval 500 ms is not a whole number of seconds from 1 to 32767, all that the kernel takes; choose one, or leave finer times to the heartbeat",
                "PT1S | PT32768S | kernel keepalive interval 9 h 6 min 8 s is not a whole number of seconds from 1 to 32767, all that the kernel takes; choose one, or leave finer times to the heartbeat",
            })
    void shouldRefuseTimesThatTheKernelCannotTake(Duration idle, Duration interval, String sentence) {
        assertThatThrownBy(() -> KernelPolicy.keepAlive(new KeepAlive(idle, interval, 1)))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | user timeout 0 s is not positive; set it to 1 ms or more, or switch it off",
                "PT-1S | user timeout -1 s is not positive; set it to 1 ms or more, or switch it off",
                "PT0.0015S | user timeout 1 ms 500 us is finer than 1 ms, the kernel's unit for it; round it to whole milliseconds",
                "P25D | user timeout 25 d is longer than 24 d 20 h 31 min 23 s 647 ms, the most that the kernel takes; lower it",
                "PT5S | user timeout 5 s is shorter than idle 1 s + 10 probes x 3 s = 31 s; raise it to 31 s or more, or lower the probes",
            })
    void shouldRefuseUserTimeoutsThatCannotHold(Duration timeout, String sentence) {
        assertThatThrownBy(() -> KernelPolicy.keepAlive(rule(1, 3, 10)).withUserTimeout(timeout))
                .isInstanceOf(PolicyException.class)
                .hasMessage(sentence);
    }

    private static KeepAlive rule(int idleSeconds, int intervalSeconds, int probes) {
        return new KeepAlive(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(intervalSeconds), probes);
    }
}
