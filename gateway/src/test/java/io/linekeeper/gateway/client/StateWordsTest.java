package io.linekeeper.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.client.ClientState;
import io.linekeeper.client.Reason;
import io.linekeeper.line.Fate;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StateWordsTest {
    private static String words(ClientState state) {
        return StateWords.of(state, Instant.parse("2026-01-31T10:00:00.100Z"));
    }

    @Test
    void shouldSayUntilWhenADeviceWaitsAndWhy() {
        assertThat(words(new ClientState.Waiting(Duration.ofMillis(2345), new Reason.Judged(Fate.UNREACHABLE))))
                .matches(
                        "waits until [0-9]{2}:[0-9]{2}:02\\.445 \\(2 s 345 ms\\): the server was judged dead: UNREACHABLE");
    }

    @Test
    void shouldSayWhetherADeviceMayComeBack() {
        Reason superseded = new Reason.Goodbye(GoodbyeCode.SUPERSEDED, false, Duration.ZERO, "");
        Reason shutdown = new Reason.Goodbye(GoodbyeCode.SHUTDOWN, true, Duration.ZERO, "back soon");
        assertThat(words(new ClientState.Ended(superseded)))
                .isEqualTo("has ended: the server said goodbye: SUPERSEDED, not to come back");
        assertThat(words(new ClientState.Draining(shutdown)))
                .isEqualTo("is draining: the server said goodbye: SHUTDOWN (back soon)");
    }

    @Test
    void shouldSayWhereADeviceStands() {
        assertThat(words(new ClientState.New())).isEqualTo("is not started");
        assertThat(words(new ClientState.Connecting(1))).isEqualTo("connects");
        assertThat(words(new ClientState.Connecting(3))).isEqualTo("connects, attempt 3");
        assertThat(words(new ClientState.Live(7))).isEqualTo("is live, epoch 7");
        assertThat(words(new ClientState.Suspect(7))).isEqualTo("suspects its server");
        assertThat(words(new ClientState.Waiting(Duration.ZERO, new Reason.NotConnected("connection refused"))))
                .endsWith(": could not connect: connection refused");
    }
}
