package io.linekeeper.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame.Offer;
import io.linekeeper.wire.Frame.Watch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final KeepAlive RULE = new KeepAlive(Duration.ofSeconds(12), Duration.ofSeconds(6), 3);

    private static Frame.Hello hello(int lowest, int highest, Offer gives) {
        return new Frame.Hello(lowest, highest, 0, gives, 7, new DeviceId("d"), Credential.none());
    }

    private static LivenessPolicy policy(String heartbeat) {
        LivenessPolicy within = LivenessPolicy.within(BOUND);
        return within.withHeartbeat(
                switch (heartbeat) {
                    case "two-way" -> new Heartbeat.TwoWay(RULE, Heartbeat.Answers.ONCE_GIVEN);
                    case "one-way" -> new Heartbeat.OneWay(BOUND);
                    default -> new Heartbeat.Off();
                });
    }

    private static Agreement agree(String heartbeat, boolean beats, boolean answers, boolean asks) {
        return Agreement.on(hello(1, 1, new Offer(beats, answers, asks)), policy(heartbeat))
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}, beats {1}, answers {2}")
    @CsvSource({
        "two-way, true,  true,  PINGS,  12, 30",
        "two-way, false, true,  PINGS,  12, 30",
        "two-way, true,  false, BEATS,  10, 30",
        "two-way, false, false, KERNEL, 0,  0",
        "one-way, true,  true,  BEATS,  10, 30",
        "one-way, true,  false, BEATS,  10, 30",
        "one-way, false, true,  PINGS,  15, 30",
        "one-way, false, false, KERNEL, 0,  0",
        "off,     true,  true,  KERNEL, 0,  0",
    })
    void shouldWatchTheClientWithinTheServersBoundByWhatItCanGive(
            String heartbeat, boolean beats, boolean answers, Watch.Mode mode, int interval, int bound) {
        Agreement agreed = agree(heartbeat, beats, answers, false);
        assertThat(agreed.client()).isEqualTo(new Watch(mode, Duration.ofSeconds(interval), Duration.ofSeconds(bound)));
        assertThat(agreed.policy().heartbeat().bound().orElse(Duration.ZERO)).isEqualTo(Duration.ofSeconds(bound));
    }

    @Test
    void shouldJudgeByAnswersFromTheFirstQuestionOnSinceTheyWereNegotiated() {
        assertThat(agree("two-way", true, true, true).policy().heartbeat())
                .isEqualTo(new Heartbeat.TwoWay(RULE, Heartbeat.Answers.REQUIRED));
    }

    @ParameterizedTest(name = "{0}, asks {1}")
    @CsvSource({"two-way, true, true", "two-way, false, false", "one-way, true, false", "off, true, true"})
    void shouldAnswerAClientThatAsksUnlessTheServerIsToStaySilent(String heartbeat, boolean asks, boolean answers) {
        assertThat(agree(heartbeat, true, true, asks).answers()).isEqualTo(answers);
    }

    @Test
    void shouldLeaveTheKernelAloneWhereAShortBoundLeavesNoRoomForQuestions() {
        LivenessPolicy shortBound =
                LivenessPolicy.within(BOUND).withHeartbeat(new Heartbeat.OneWay(Duration.ofMillis(100)));
        Agreement agreed = Agreement.on(hello(1, 1, new Offer(false, true, false)), shortBound)
                .orElseThrow();
        assertThat(agreed.client().mode()).isEqualTo(Watch.Mode.KERNEL);
    }

    @Test
    void shouldKeepNoUserTimeoutWithoutADetectorBesideIt() {
        LivenessPolicy kernelLess = new LivenessPolicy(
                KernelPolicy.off().withUserTimeout(BOUND),
                new Heartbeat.OneWay(BOUND),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
        Agreement agreed = Agreement.on(hello(1, 1, new Offer(false, false, false)), kernelLess)
                .orElseThrow();
        assertThat(agreed.policy().kernel().userTimeout()).isEmpty();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"1, 1, true", "1, 255, true", "2, 3, false", "0, 0, false"})
    void shouldAgreeOnAVersionThatBothSpeak(int lowest, int highest, boolean agreed) {
        assertThat(Agreement.on(hello(lowest, highest, new Offer(true, true, true)), policy("two-way")))
                .matches(it -> it.isPresent() == agreed);
    }

    @Test
    void shouldTellTheClientWhatHolds() {
        Agreement agreed = agree("one-way", true, false, false);
        assertThat(agreed.welcome(5, 1000)).isEqualTo(new Frame.Welcome(1, 0, 5, agreed.client(), false, 1000));
    }
}
