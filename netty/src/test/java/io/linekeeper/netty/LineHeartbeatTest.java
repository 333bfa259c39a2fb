package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.wire.Frame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LineHeartbeatTest {
    private final LineHeartbeat heartbeat = new LineHeartbeat(Duration.ofSeconds(20));

    @Test
    void shouldCarryTheTokenThereAndBackAndItsTtl() {
        Frame ping = heartbeat.ping(-42);

        assertThat(ping).isEqualTo(new Frame.Ping(-42, Duration.ofSeconds(20)));
        assertThat(heartbeat.isPing(ping)).isTrue();
        assertThat(heartbeat.isPong(ping)).isFalse();
        Frame pong = heartbeat.answer(ping);
        assertThat(pong).isEqualTo(new Frame.Pong(-42));
        assertThat(heartbeat.isPing(pong)).isFalse();
        assertThat(heartbeat.isPong(pong)).isTrue();
    }

    @Test
    void shouldLetBeatsPass() {
        Frame beat = new Frame.Beat(Duration.ofSeconds(1), 0);

        assertThat(heartbeat.messageType()).isAssignableFrom(beat.getClass());
        assertThat(heartbeat.isPing(beat)).isFalse();
        assertThat(heartbeat.isPong(beat)).isFalse();
    }

    @Test
    void shouldRefuseATtlThatNoPingCanCarry() {
        assertThatThrownBy(() -> new LineHeartbeat(Duration.ofDays(50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a PING's ttl of PT1200H is not from 0 to 4294967295 ms; choose another");
    }
}
