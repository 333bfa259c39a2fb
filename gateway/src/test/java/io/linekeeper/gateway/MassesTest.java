package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over all loops of a gateway, with real lines. */
class MassesTest {
    private static final int LINES = 12;

    @Test
    void shouldTellThatManyLinesFellSilentTogetherAndHowManyInAll() throws Exception {
        List<Socket> peers = new ArrayList<>();
        try (Served served = new Served(Served.config(
                Transport.AUTO, Served.policy(new Heartbeat.OneWay(Duration.ofMillis(500))), "fixed1028:0"))) {
            for (int i = 0; i < LINES; i++) {
                peers.add(served.connect());
            }
            JsonNode whole = served.await("mass_silence", 2);
            JsonNode beginning = served.events("mass_silence").get(0);
            assertThat(beginning.get("over").booleanValue()).isFalse();
            assertThat(beginning.get("lines").intValue()).isEqualTo(10);
            assertThat(whole.get("over").booleanValue()).isTrue();
            assertThat(whole.get("lines").intValue()).isEqualTo(LINES);
            assertThat(whole.get("of").intValue()).isEqualTo(LINES);
            assertThat(whole.get("share").doubleValue()).isEqualTo(1);
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }
}
