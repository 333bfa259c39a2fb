package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.line.Fate;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a session agrees on for its line: deadlines, another policy, the time to live of a beat. */
final class AgreeingLineTest {
    private static final int LATE = 4 * 20 + 30;
    private static final LivenessPolicy SHORT_DRAIN = new LivenessPolicy(
            Embedded.ONE_WAY.kernel(),
            Embedded.ONE_WAY.heartbeat(),
            Embedded.ONE_WAY.stallLimit(),
            Duration.ofMillis(50));

    private static void beat(Embedded line) {
        line.channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {1}));
        line.channel.releaseInbound();
    }

    @Test
    void shouldBeOverdueThoughItTalks() {
        Embedded line = new Embedded(Embedded.ONE_WAY);
        line.pass(37);
        line.line().expectWithin(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            line.pass(100);
            beat(line);
        }
        assertThat(line.line().verdict()).as("early").isNull();
        line.pass(LATE);
        assertThat(line.line().verdict().fate()).isEqualTo(Fate.OVERDUE);
        assertThat(line.line().verdict().boundNanos()).isEqualTo(1_000_000_000L);
        assertThat(line.channel.isOpen()).isFalse();
        line.diary.checkEnds();
    }

    @Test
    void shouldNotBeOverdueWhoIsInTimeAlsoAfterAGap() {
        Embedded line = new Embedded(Embedded.ONE_WAY);
        line.line().expectWithin(Duration.ofSeconds(1));
        line.pass(900);
        line.block(5_000);
        line.line().expectationMet();
        beat(line);
        line.pass(1_500);
        assertThat(line.diary.of("verdict")).isEmpty();
    }

    @Test
    void shouldRejectADeadlineThatIsNone() {
        Embedded line = new Embedded(Embedded.ONE_WAY);
        assertThatThrownBy(() -> line.line().expectWithin(Duration.ofMillis(-1)))
                .hasMessageContaining("between 0 s and");
        assertThatThrownBy(() -> line.line().expectWithin(Duration.ofDays(13))).hasMessageContaining("between 0 s and");
    }

    @Test
    void shouldBeJudgedByThePolicyThatHoldsNow() {
        Embedded line = new Embedded(Embedded.TWO_WAY);
        assertThat(line.line().policy()).isEqualTo(Embedded.TWO_WAY);
        line.line().judgeBy(SHORT_DRAIN);
        assertThat(line.line().policy()).isEqualTo(SHORT_DRAIN);
        line.pass(Embedded.BOUND + LATE);
        assertThat(line.line().verdict().fate()).isEqualTo(Fate.SILENT);
        line.line().judgeBy(Embedded.TWO_WAY);
        line.pass(100);
        assertThat(line.channel.isOpen()).as("the drain is the agreed one").isFalse();
        line.line().judgeBy(Embedded.TWO_WAY);
        line.line().livesFor(Duration.ofSeconds(1));
        line.line().expectWithin(Duration.ofSeconds(1));
        line.line().expectationMet();
        line.line().makeWay();
        assertThat(line.line().policy()).as("also when it is gone").isEqualTo(SHORT_DRAIN);
        line.diary.checkEnds();
    }

    @Test
    void shouldHaveTheKeepersPolicyBeforeItIsWatched() {
        LineHandler line = Linekeeper.of(Embedded.ONE_WAY).newLine();
        line.judgeBy(Embedded.TWO_WAY);
        line.livesFor(Duration.ofSeconds(1));
        line.expectWithin(Duration.ofSeconds(1));
        line.expectationMet();
        line.makeWay();
        assertThat(line.policy()).isEqualTo(Embedded.ONE_WAY);
    }

    @Test
    void shouldTellTheListenerSuspectsAndRecoveriesInPairs() {
        HeartbeatHandler<Fixed1028Frame> heartbeat = new HeartbeatHandler<>(new Fixed1028Heartbeat());
        Embedded line = new Embedded(Embedded.TWO_WAY, heartbeat);
        line.pass(Embedded.IDLE + Embedded.INTERVAL + LATE);
        assertThat(line.diary.of("suspected")).hasSize(1);
        line.line().judgeBy(Embedded.ONE_WAY);
        assertThat(line.diary.of("recovered")).hasSize(1);
        line.channel.finishAndReleaseAll();
    }

    @Test
    void shouldLiveAsLongAsItsBeatsSay() {
        Embedded line = new Embedded(Embedded.ONE_WAY);
        line.line().livesFor(Duration.ofMillis(400));
        assertThat(((Heartbeat.OneWay) line.line().policy().heartbeat()).timeout())
                .isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 10; i++) {
            line.pass(350);
            beat(line);
            line.line().livesFor(Duration.ofMillis(400));
        }
        assertThat(line.diary.of("verdict")).isEmpty();
        line.pass(390);
        assertThat(line.diary.of("verdict")).as("early").isEmpty();
        line.pass(LATE);
        assertThat(line.line().verdict().fate()).isEqualTo(Fate.SILENT);
    }
}
