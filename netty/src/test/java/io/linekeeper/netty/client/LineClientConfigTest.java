package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.client.Backoff;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LineClientConfigTest {
    private static final DeviceId DEVICE = new DeviceId("d1");
    private static final LineClientConfig CONFIG = LineClientConfig.of("localhost", 7777, DEVICE);
    private static final Frame.Watch UNWATCHED = new Frame.Watch(Frame.Watch.Mode.KERNEL, Duration.ZERO, Duration.ZERO);

    @Test
    void shouldRefuseWhatIsOutOfRangeInOneSentence() {
        refused(() -> LineClientConfig.of(" ", 1, DEVICE), "the host to connect to is empty; name one");
        refused(() -> LineClientConfig.of("h", 0, DEVICE), "port 0 is not from 1 to 65535; choose one of those");
        refused(
                () -> LineClientConfig.of("h", 65_536, DEVICE),
                "port 65536 is not from 1 to 65535; choose one of those");
        refused(
                () -> CONFIG.withPolicy(CONFIG.policy().withHeartbeat(new Heartbeat.OneWay(Duration.ofSeconds(30)))),
                "a client cannot judge its server by a one-way heartbeat, since servers do not beat; choose a two-way"
                        + " heartbeat, or none");
        refused(
                () -> CONFIG.withLongestBeat(Optional.of(Duration.ofMillis(19))),
                "longest beat 19 ms is not from 20 ms to 4 d; choose a time in that range");
        refused(
                () -> CONFIG.withDeadlines(Duration.ZERO, Duration.ofSeconds(1)),
                "connect deadline 0 s is not from 20 ms to 1 h; choose a time in that range");
        refused(
                () -> CONFIG.withDeadlines(Duration.ofSeconds(1), Duration.ofHours(2)),
                "welcome deadline 2 h is not from 250 ms to 1 h; choose a time in that range");
    }

    private static void refused(ThrowingCallable made, String sentence) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    @Test
    void shouldChangeOneThingAtATime() {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
        LineClientConfig changed = CONFIG.withDevice(new DeviceId("d2"))
                .withCredential(Credential.of(new byte[] {1}))
                .withPolicy(LivenessPolicy.within(Duration.ofSeconds(9)))
                .withLongestBeat(Optional.empty())
                .withDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .withBackoff(backoff)
                .withReconnectAfterSuperseded(true);

        assertThat(changed)
                .isEqualTo(new LineClientConfig(
                        "localhost",
                        7777,
                        new DeviceId("d2"),
                        Credential.of(new byte[] {1}),
                        LivenessPolicy.within(Duration.ofSeconds(9)),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        backoff,
                        true,
                        65_535));
    }

    @Test
    void shouldOfferWhatItCanDo() {
        Frame.Hello hello = CONFIG.hello(77);
        assertThat(hello.gives()).isEqualTo(new Frame.Offer(true, true, true));
        assertThat(hello.instance()).isEqualTo(77);
        assertThat(CONFIG.withLongestBeat(Optional.empty())
                        .withPolicy(CONFIG.policy().withoutHeartbeat())
                        .hello(77)
                        .gives())
                .isEqualTo(new Frame.Offer(false, true, false));
    }

    @Test
    void shouldJudgeByAnswersOnlyWhereTheServerAnswers() {
        assertThat(CONFIG.after(new Frame.Welcome(1, 0, 7, UNWATCHED, true, 1)).heartbeat())
                .isInstanceOfSatisfying(
                        Heartbeat.TwoWay.class,
                        twoWay -> assertThat(twoWay.answers()).isEqualTo(Heartbeat.Answers.REQUIRED));
        assertThat(CONFIG.after(new Frame.Welcome(1, 0, 7, UNWATCHED, false, 1)))
                .isEqualTo(CONFIG.policy().withoutHeartbeat());
        LineClientConfig silent = CONFIG.withPolicy(CONFIG.policy().withoutHeartbeat());
        assertThat(silent.after(new Frame.Welcome(1, 0, 7, UNWATCHED, true, 1))).isEqualTo(silent.policy());
    }

    @Test
    void shouldNeverPrintItsCredential() {
        Credential secret = Credential.of("sesame".getBytes(StandardCharsets.UTF_8));
        assertThat(CONFIG.withCredential(secret).toString())
                .contains("a credential of 6 bytes")
                .doesNotContain("sesame");
    }
}
