package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import org.junit.jupiter.api.Test;

final class Fixed1028HeartbeatTest {
    private static final Verdict GOING_DOWN =
            new Verdict(Fate.SHUTDOWN, 0, -1, 0, 0, new Evidence(0, false, null, Reachability.UNKNOWN, null));

    private final Fixed1028Heartbeat heartbeat = new Fixed1028Heartbeat();

    @Test
    void shouldCarryTheTokenThereAndBack() {
        Fixed1028Frame ping = heartbeat.ping(-42);
        Fixed1028Frame pong = heartbeat.answer(ping);

        assertThat(heartbeat.isPing(ping)).isTrue();
        assertThat(heartbeat.isPong(ping)).isFalse();
        assertThat(heartbeat.isPing(pong)).isFalse();
        assertThat(heartbeat.isPong(pong)).isTrue();
        assertThat(ping.content().getLong(0)).isEqualTo(-42);
        assertThat(pong.content()).isEqualTo(ping.content());
        assertThat(heartbeat.goodbye(GOING_DOWN)).isNull();
        ping.release();
        assertThat(pong.content().getLong(0)).as("the answer owns its body").isEqualTo(-42);
        assertThat(pong.release()).isTrue();
    }

    @Test
    void shouldNotTakeTheQuestionAway() {
        Fixed1028Frame ping = heartbeat.ping(1);

        heartbeat.answer(ping).release();

        assertThat(ping.refCnt()).isEqualTo(1);
        assertThat(ping.release()).isTrue();
    }
}
