package io.linekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionTableTest {
    private static final LivenessPolicy DEFAULTS = LivenessPolicy.within(Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({
        "CUT_WHILE_IDLE, '29 s unless asked, else 40 s', '29 s once answered, else never', -, 29 s",
        "CUT_IN_FLIGHT, 29 s, '29 s once answered, else never', -, 29 s",
        "PROCESS_HUNG, never, '29 s once answered, else never', 23 s if bytes wait, '23 s if bytes wait, else 29 s once answered, else never'",
        "PROCESS_KILLED, at once, -, -, at once",
        "HOST_REBOOTED, 9 s if back by then, 11 s if back by then once answered, -, '9 s if back by then, else 29 s'",
        "READER_STOPPED, never, '29 s if silent too once answered, else never', 23 s if bytes wait, '23 s if bytes wait, else 29 s if silent too once answered, else never'",
        "CUT_AND_RESTORED, ends nothing below 11 s 600 ms, ends nothing below 11 s 600 ms, -, ends nothing below 11 s 600 ms",
    })
    void shouldTellTheDefaultsOnEpoll(
            Failure failure, String kernel, String heartbeat, String stallRule, String found) {
        assertThat(DetectionTable.of(DEFAULTS, Capabilities.full()).get(failure).cells())
                .containsExactly(failure.label(), kernel, heartbeat, stallRule, found);
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_WHILE_IDLE, '29 s unless asked, else about 15 min', '29 s once answered, else never', -, 29 s",
        "CUT_IN_FLIGHT, about 15 min, '29 s once answered, else never', -, '29 s once answered, else about 15 min'",
        "PROCESS_HUNG, never, '29 s once answered, else never', 23 s if our buffers fill, '23 s if our buffers fill, else 29 s once answered, else never'",
        "PROCESS_KILLED, at once, -, -, at once",
        "HOST_REBOOTED, 9 s if back by then, 11 s if back by then once answered, -, '9 s if back by then, else 29 s'",
        "READER_STOPPED, never, '29 s if silent too once answered, else never', 23 s if our buffers fill, '23 s if our buffers fill, else 29 s if silent too once answered, else never'",
        "CUT_AND_RESTORED, ends nothing below 11 s 600 ms, ends nothing below 11 s 600 ms, ends nothing below 9 s 200 ms, ends nothing below 9 s 200 ms",
    })
    void shouldTellTheDefaultsWithoutUserTimeoutAndWitness(
            Failure failure, String kernel, String heartbeat, String stallRule, String found) {
        assertThat(DetectionTable.of(DEFAULTS, Capabilities.none()).get(failure).cells())
                .containsExactly(failure.label(), kernel, heartbeat, stallRule, found);
    }

    @ParameterizedTest
    @CsvSource({"7200, 75, 9, 2 h 11 min 15 s", "1, 3, 10, 31 s", "1, 1, 10, 11 s"})
    void shouldSayTheBoundOfAKernelKeepAlive(int idle, int interval, int probes, String bound) {
        PolicyDraft draft = new PolicyDraft()
                .kernelKeepAlive(new KeepAlive(Duration.ofSeconds(idle), Duration.ofSeconds(interval), probes));

        assertThat(idleCut(draft).cells().get(1)).startsWith(bound);
        assertThat(idleCut(draft.heartbeatOff()).foundText()).isEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_WHILE_IDLE, never, 5 s, -, 5 s",
        "CUT_IN_FLIGHT, 29 s, 5 s, -, 5 s",
        "PROCESS_HUNG, never, 5 s, 23 s if bytes wait, 5 s",
        "HOST_REBOOTED, never, 5 s, -, 5 s",
        "READER_STOPPED, never, never, 23 s if bytes wait, '23 s if bytes wait, else never'",
        "CUT_AND_RESTORED, ends nothing below 11 s 600 ms, ends nothing below 2 s, -, ends nothing below 2 s",
    })
    void shouldTellAOneWayHeartbeatWithoutKeepAlive(
            Failure failure, String kernel, String heartbeat, String stallRule, String found) {
        LivenessPolicy policy = new PolicyDraft()
                .heartbeatOneWay(Duration.ofSeconds(5))
                .kernelKeepAliveOff()
                .resolve();

        assertThat(DetectionTable.of(policy, Capabilities.full()).get(failure).cells())
                .containsExactly(failure.label(), kernel, heartbeat, stallRule, found);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 3, 3, '19 s once answered, else 31 s', 19 s",
        "10, 10, 3, '31 s if it never answered, else 40 s', 40 s",
        "10, 30, 3, '31 s if it never answered, else 41 s', 41 s",
        "31, 10, 3, 31 s, 31 s",
    })
    void shouldKnowThatAQuestionBlindsKeepAlive(int idle, int interval, int probes, String onceGiven, String required) {
        PolicyDraft draft = new PolicyDraft()
                .kernelKeepAlive(new KeepAlive(Duration.ofSeconds(1), Duration.ofSeconds(3), 10))
                .idle(Duration.ofSeconds(idle))
                .interval(Duration.ofSeconds(interval))
                .probes(probes);

        assertThat(idleCut(draft).foundText()).isEqualTo(onceGiven);
        assertThat(idleCut(draft.heartbeatTwoWay()).foundText()).isEqualTo(required);
    }

    @Test
    void shouldLeaveLinesThatNeverAnsweredToTheKernel() {
        assertThat(idleCut(new PolicyDraft().kernelKeepAliveOff()).foundText())
                .isEqualTo("29 s once answered, else never");
    }

    @Test
    void shouldJudgeEveryLineByItsAnswersIfTheyAreRequired() {
        DetectionTable table =
                DetectionTable.of(new PolicyDraft().heartbeatTwoWay().resolve(), Capabilities.none());

        assertThat(table.get(Failure.PROCESS_HUNG).heartbeat()).containsExactly(Finding.within(Duration.ofSeconds(29)));
        assertThat(table.get(Failure.CUT_WHILE_IDLE).foundText()).isEqualTo("29 s");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"CUT_WHILE_IDLE", "HOST_REBOOTED"})
    void shouldSayNeverWhereNothingWatches(Failure failure) {
        LivenessPolicy policy =
                new PolicyDraft().heartbeatOff().kernelKeepAliveOff().resolve();

        assertThat(DetectionTable.of(policy, Capabilities.full()).get(failure).foundText())
                .isEqualTo("never");
    }

    @Test
    void shouldHoldEachFailureOnceInOrder() {
        assertThat(DetectionTable.of(DEFAULTS, Capabilities.full()).detections())
                .extracting(Detection::failure)
                .containsExactly(Failure.values());
    }

    @Test
    void shouldAlignItsColumns() {
        String[] lines =
                DetectionTable.of(DEFAULTS, Capabilities.full()).render().split("\n", -1);
        int column = lines[0].indexOf("found within");

        assertThat(lines[0]).matches("failure +kernel +heartbeat +stall rule +found within");
        assertThat(Stream.of(lines).limit(1 + Failure.values().length))
                .allSatisfy(line -> assertThat(line.substring(column - 2)).matches("  \\S.*"))
                .noneMatch(line -> line.endsWith(" "));
        assertThat(lines).contains("process killed: its kernel sends FIN or RST");
    }

    private static Detection idleCut(PolicyDraft draft) {
        return DetectionTable.of(draft.resolve(), Capabilities.full()).get(Failure.CUT_WHILE_IDLE);
    }

    @Test
    void shouldSayWhatALongIdleLineTakesWhereTheIntervalIsLongerThanTheIdleTime() {
        KernelPolicy kernel = KernelPolicy.keepAlive(new KeepAlive(Duration.ofSeconds(1), Duration.ofSeconds(3), 10));
        LivenessPolicy policy =
                new LivenessPolicy(kernel, new Heartbeat.Off(), Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(DetectionTable.of(policy, Capabilities.full())
                        .get(Failure.CUT_WHILE_IDLE)
                        .reason())
                .contains("been idle for long may take 33 s");
    }

    @Test
    void shouldSayWhatAPeerIsGivenThatMayHaveMuchToReadBeforeAQuestion() {
        Heartbeat heartbeat = new Heartbeat.TwoWay(
                new KeepAlive(Duration.ofSeconds(1), Duration.ofSeconds(1), 3), Heartbeat.Answers.REQUIRED);
        assertThat(reasonOfHung(
                        new LivenessPolicy(KernelPolicy.off(), heartbeat, Duration.ofSeconds(5), Duration.ZERO)))
                .endsWith(
                        "; one that was sent more than 64 KiB since its last answer is given 1 s for each 16 kB of it, up to 5 s");
        assertThat(reasonOfHung(
                        new LivenessPolicy(KernelPolicy.off(), heartbeat, Duration.ofSeconds(4), Duration.ZERO)))
                .doesNotContain("16 kB");
    }

    private static String reasonOfHung(LivenessPolicy policy) {
        return DetectionTable.of(policy, Capabilities.full())
                .get(Failure.PROCESS_HUNG)
                .reason();
    }
}
