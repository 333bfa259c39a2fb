package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDraftTest {
    @ParameterizedTest
    @ValueSource(ints = {5, 30, 1_036_800})
    void shouldDeriveWhatWithinDerives(int seconds) {
        Duration limit = Duration.ofSeconds(seconds);

        assertThat(new PolicyDraft().within(limit).resolve()).isEqualTo(LivenessPolicy.within(limit));
        assertThat(new PolicyDraft().within(limit).notes()).isEmpty();
    }

    @Test
    void shouldKeepThirtySecondsIfNothingIsGiven() {
        assertThat(new PolicyDraft().resolve()).isEqualTo(LivenessPolicy.within(Duration.ofSeconds(30)));
        assertThat(new PolicyDraft().notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PT10S, PT3S, 3, PT10S, PT3S, 3",
                "PT10S, -, -, PT10S, PT6S, 3",
                "PT10S, -, 5, PT10S, PT3S, 5",
                "PT10S, PT8S, -, PT10S, PT8S, 2",
                "PT0.1S, -, -, PT0.1S, PT9S, 3",
                "PT28S, -, -, PT28S, PT6S, 3",
                "PT60S, -, -, PT60S, PT6S, 3",
                "PT60S, PT1S, -, PT60S, PT1S, 3",
                "-, PT2S, -, PT23S, PT2S, 3",
                "-, PT0.5S, -, PT27.5S, PT0.5S, 3",
                "-, PT12S, -, PT5S, PT12S, 2",
                "-, PT60S, -, PT11S, PT60S, 3",
                "-, PT5S, 5, PT4S, PT5S, 5",
                "-, -, 1, PT11S, PT18S, 1",
                "-, -, 100, PT11S, PT0.18S, 100",
            })
    void shouldDeriveWhatIsMissingOfATwoWayRule(
            @Nullable Duration idle,
            @Nullable Duration interval,
            @Nullable Integer probes,
            Duration expectedIdle,
            Duration expectedInterval,
            int expectedProbes) {
        PolicyDraft draft = new PolicyDraft();
        give(idle, draft::idle);
        give(interval, draft::interval);
        give(probes, draft::probes);

        assertThat(draft.resolve().heartbeat())
                .isEqualTo(new Heartbeat.TwoWay(
                        new KeepAlive(expectedIdle, expectedInterval, expectedProbes), Heartbeat.Answers.ONCE_GIVEN));
    }

    @Test
    void shouldRequireAnswersOnlyIfTwoWayWasAskedFor() {
        assertThat(new PolicyDraft().heartbeatTwoWay().resolve().heartbeat())
                .isEqualTo(new Heartbeat.TwoWay(rule(11, 6, 3), Heartbeat.Answers.REQUIRED));
        assertThat(new PolicyDraft().idle(Duration.ofSeconds(11)).resolve().heartbeat())
                .isEqualTo(new Heartbeat.TwoWay(rule(11, 6, 3), Heartbeat.Answers.ONCE_GIVEN));
    }

    @Test
    void shouldKeepTheLastHeartbeatThatWasChosen() {
        PolicyDraft draft = new PolicyDraft().heartbeatOneWay(Duration.ofSeconds(5));

        assertThat(draft.resolve().heartbeat()).isEqualTo(new Heartbeat.OneWay(Duration.ofSeconds(5)));
        assertThat(draft.heartbeatOff().resolve().heartbeat()).isEqualTo(new Heartbeat.Off());
        assertThat(draft.heartbeatTwoWay().resolve().heartbeat()).isInstanceOf(Heartbeat.TwoWay.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 10, PT31S, PT23S", "1, 1, 10, PT11S, PT8S", "1, 1, 3, PT4S, PT3S", "24, 90, 10, PT924S, PT23S"})
    void shouldLeaveAGivenKeepAliveItsBound(
            int idle, int interval, int probes, Duration userTimeout, Duration stallLimit) {
        LivenessPolicy policy =
                new PolicyDraft().kernelKeepAlive(rule(idle, interval, probes)).resolve();

        assertThat(policy.kernel())
                .isEqualTo(KernelPolicy.keepAlive(rule(idle, interval, probes)).withUserTimeout(userTimeout));
        assertThat(policy.kernel().idleBound())
                .contains(rule(idle, interval, probes).bound());
        assertThat(policy.stallLimit()).isEqualTo(stallLimit);
    }

    @Test
    void shouldLeaveOutAUserTimeoutThatWouldComeAfterTheKernelsOwnLimit() {
        PolicyDraft draft = new PolicyDraft().kernelKeepAlive(rule(7_200, 75, 9));

        assertThat(draft.resolve().kernel()).isEqualTo(KernelPolicy.keepAlive(rule(7_200, 75, 9)));
        assertThat(draft.notes())
                .containsExactly("no user timeout goes with the kernel keepalive: one that leaves its probes as given,"
                        + " 2 h 11 min 15 s, would come after the kernel's own retransmission limit of about 15 min");
    }

    @Test
    void shouldLeaveOutAUserTimeoutThatWouldEndLivePeers() {
        PolicyDraft draft = new PolicyDraft().kernelKeepAlive(rule(1, 1, 1));

        assertThat(draft.resolve().kernel()).isEqualTo(KernelPolicy.keepAlive(rule(1, 1, 1)));
        assertThat(draft.notes())
                .containsExactly(
                        "no user timeout goes with the kernel keepalive: one that leaves its probes as given, 2 s,"
                                + " would end live peers on a lossy path");
    }

    @Test
    void shouldLeaveOutAUserTimeoutThatWouldBreakTheKeepAliveOrTheStallLimit() {
        PolicyDraft draft = new PolicyDraft().kernelKeepAlive(rule(1, 1, 10)).stallLimit(Duration.ofSeconds(20));

        assertThat(draft.resolve().kernel()).isEqualTo(KernelPolicy.keepAlive(rule(1, 1, 10)));
        assertThat(draft.notes())
                .containsExactly("no user timeout goes with the kernel keepalive: one that leaves its probes as given,"
                        + " 11 s, would not be above stall limit 20 s");
    }

    @Test
    void shouldNotDeriveAUserTimeoutAsTheOnlyDetector() {
        PolicyDraft draft = new PolicyDraft().kernelKeepAliveOff();

        assertThat(draft.resolve().kernel()).isEqualTo(KernelPolicy.off().withUserTimeout(Duration.ofSeconds(29)));
        assertThat(draft.heartbeatOff().resolve().kernel()).isEqualTo(KernelPolicy.off());
    }

    @ParameterizedTest
    @CsvSource({
        "PT2S, 1, 1, 1, PT1S",
        "PT4.5S, 1, 1, 3, PT3S",
        "PT20S, 6, 1, 14, PT16S",
        "PT60S, 9, 2, 10, PT23S",
    })
    void shouldFitADerivedKeepAliveAndStallLimitBelowAGivenUserTimeout(
            Duration timeout, int idle, int interval, int probes, Duration stallLimit) {
        LivenessPolicy policy = new PolicyDraft().userTimeout(timeout).resolve();

        assertThat(policy.kernel().userTimeout()).contains(timeout);
        assertThat(policy.kernel().keepAlive().orElseThrow().bound()).isLessThanOrEqualTo(timeout);
        assertThat(policy.stallLimit()).isEqualTo(stallLimit);
    }

    @ParameterizedTest
    @CsvSource({"PT28S, PT29S", "PT28.5S, PT30S", "PT29S, PT30S", "PT10M, PT601S"})
    void shouldRaiseADerivedUserTimeoutAboveAGivenStallLimit(Duration stallLimit, Duration userTimeout) {
        LivenessPolicy policy = new PolicyDraft().stallLimit(stallLimit).resolve();

        assertThat(policy.stallLimit()).isEqualTo(stallLimit);
        assertThat(policy.kernel().userTimeout()).contains(userTimeout);
    }

    @Test
    void shouldSwitchOffWhatIsGivenAsOff() {
        LivenessPolicy policy = new PolicyDraft()
                .kernelKeepAliveOff()
                .userTimeoutOff()
                .heartbeatOff()
                .drain(Duration.ZERO)
                .resolve();

        assertThat(policy)
                .isEqualTo(new LivenessPolicy(
                        KernelPolicy.off(), new Heartbeat.Off(), Duration.ofSeconds(23), Duration.ZERO));
        assertThat(new PolicyDraft().userTimeoutOff().resolve().kernel())
                .isEqualTo(KernelPolicy.keepAlive(rule(9, 2, 10)));
    }

    @Test
    void shouldRefuseQuestionsWithoutATwoWayHeartbeat() {
        assertRefused(
                () -> new PolicyDraft()
                        .heartbeatOff()
                        .idle(Duration.ofSeconds(10))
                        .probes(5)
                        .resolve(),
                "idle 10 s, probes 5 would have no effect: the heartbeat is off, and only a two-way one asks; leave out"
                        + " idle, interval and probes, or choose a two-way heartbeat");
        assertRefused(
                () -> new PolicyDraft()
                        .interval(Duration.ofSeconds(2))
                        .heartbeatOneWay(Duration.ofSeconds(5))
                        .resolve(),
                "interval 2 s would have no effect: the heartbeat is one-way, and only a two-way one asks; leave out idle,"
                        + " interval and probes, or choose a two-way heartbeat");
    }

    @Test
    void shouldRefuseAUserTimeoutBelowAnyKeepAlive() {
        assertRefused(
                () -> new PolicyDraft().userTimeout(Duration.ofMillis(1_999)).resolve(),
                "user timeout 1 s 999 ms is shorter than the shortest kernel keepalive, idle 1 s + 1 probe x 1 s = 2 s;"
                        + " raise it to 2 s or more, or switch the kernel keepalive off");
    }

    @Test
    void shouldRefuseAStallLimitAboveAGivenUserTimeout() {
        PolicyDraft draft =
                new PolicyDraft().userTimeout(Duration.ofSeconds(10)).stallLimit(Duration.ofSeconds(10));

        assertRefused(
                draft::resolve,
                "stall limit 10 s is not below user timeout 10 s, at which the kernel ends slow readers without a reason;"
                        + " lower the stall limit or raise the user timeout");
    }

    @Test
    void shouldRefuseSingleValuesWhenTheyAreGiven() {
        PolicyDraft draft = new PolicyDraft();

        assertRefused(
                () -> draft.idle(Duration.ZERO),
                "idle 0 s is not positive; set it to 1 s or more, or to 20 ms or more for a heartbeat");
        assertRefused(
                () -> draft.probes(128),
                "probes 128 is not between 1 and 127, the most that the kernel takes; choose a number in that range");
        assertRefused(
                () -> draft.userTimeout(Duration.ZERO),
                "user timeout 0 s is not positive; set it to 1 ms or more, or switch it off");
    }

    @Test
    void shouldNoteWhatIsLongerThanAGivenWithin() {
        PolicyDraft draft = new PolicyDraft().within(Duration.ofSeconds(30));

        assertThat(draft.idle(Duration.ofSeconds(60)).notes())
                .containsExactly("the two-way bound of 1 min 18 s, set by idle 1 min, is longer than within 30 s");
        assertThat(draft.idle(Duration.ofSeconds(20))
                        .interval(Duration.ofMillis(9_500))
                        .probes(1)
                        .notes())
                .containsExactly(
                        "the two-way bound of 29 s 500 ms, set by idle 20 s, interval 9 s 500 ms, probes 1, with 1 s of"
                                + " lateness is longer than within 30 s");
    }

    @Test
    void shouldNoteEachDetectorThatIsMissingOrLate() {
        assertThat(new PolicyDraft()
                        .within(Duration.ofSeconds(30))
                        .heartbeatOff()
                        .kernelKeepAlive(rule(1, 3, 10))
                        .userTimeoutOff()
                        .stallLimit(Duration.ofMinutes(1))
                        .notes())
                .containsExactly(
                        "without a heartbeat a hung process is never found, whatever within 30 s asks",
                        "the kernel bound of 31 s, set by idle 1 s + 10 probes x 3 s = 31 s, is longer than within 30 s",
                        "without a user timeout the kernel takes about 15 min to find a cut with data in flight, whatever"
                                + " within 30 s asks",
                        "the stall limit's bound of 1 min is longer than within 30 s");
        assertThat(new PolicyDraft()
                        .within(Duration.ofSeconds(30))
                        .heartbeatOneWay(Duration.ofSeconds(40))
                        .userTimeout(Duration.ofSeconds(60))
                        .notes())
                .containsExactly(
                        "the one-way bound of 40 s is longer than within 30 s",
                        "the kernel bound of 1 min 1 s, set by idle 9 s + 10 probes x 2 s = 29 s and user timeout 1 min, is"
                                + " longer than within 30 s",
                        "the user timeout's bound of 1 min is longer than within 30 s");
    }

    @Test
    void shouldNoteLinesThatNothingWatches() {
        PolicyDraft draft = new PolicyDraft().within(Duration.ofSeconds(30)).kernelKeepAliveOff();

        assertThat(draft.notes())
                .containsExactly(
                        "without a kernel keepalive an idle line that never answered is never found cut, whatever"
                                + " within 30 s asks");
        assertThat(draft.heartbeatOff().notes())
                .contains("without a kernel keepalive an idle line is never found cut, whatever within 30 s asks");
        assertThat(draft.heartbeatTwoWay().notes()).isEmpty();
    }

    @Test
    void shouldNeverDeriveAContradiction() {
        long seed = 20_260_102;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            PolicyDraft draft = new PolicyDraft();
            maybe(random, () -> draft.within(seconds(random, 5, 1_036_800)));
            maybe(random, () -> draft.idle(seconds(random, 1, 100_000)));
            maybe(random, () -> draft.interval(seconds(random, 1, 5_000)));
            maybe(random, () -> draft.probes(1 + random.nextInt(127)));
            maybe(random, draft::heartbeatTwoWay);
            maybe(random, () -> draft.kernelKeepAlive(rule(1 + random.nextInt(9_000), 1 + random.nextInt(900), 9)));
            maybe(random, draft::kernelKeepAliveOff);
            maybe(random, draft::userTimeoutOff);
            maybe(random, () -> draft.stallLimit(seconds(random, 1, 100_000)));

            assertThat(draft.resolve().shortestBound())
                    .as("seed %d, step %d", seed, i)
                    .isPositive();
        }
    }

    private static void maybe(Random random, Runnable step) {
        if (random.nextInt(3) == 0) {
            step.run();
        }
    }

    private static Duration seconds(Random random, int least, int most) {
        double exponent = random.nextDouble();
        return Duration.ofSeconds(Math.round(least * Math.pow((double) most / least, exponent)));
    }

    private static <T> void give(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static void assertRefused(ThrowingCallable step, String sentence) {
        assertThatThrownBy(step).isInstanceOf(PolicyException.class).hasMessage(sentence);
    }

    private static KeepAlive rule(int idleSeconds, int intervalSeconds, int probes) {
        return new KeepAlive(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(intervalSeconds), probes);
    }
}
