package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.wire.Frame;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatingTest {
    @ParameterizedTest
    @CsvSource({
        // interval, bound, longest; beats every, each with a ttl
        "PT10S, PT30S, P4D, PT10S, PT30S",
        "PT8S, PT30S, P4D, PT8S, PT24S",
        "PT20S, PT30S, P4D, PT10S, PT30S",
        "PT10S, PT30S, PT2S, PT2S, PT6S",
        "PT0S, PT30S, P4D, PT0.02S, PT0.06S",
        "PT10S, PT0S, P4D, PT0.02S, PT0.02S",
        "PT0.02S, PT0.04S, P4D, PT0.02S, PT0.04S",
        "PT4294967.295S, PT4294967.295S, P4D, P4D, P12D"
    })
    void shouldBeatOftenEnough(Duration interval, Duration bound, Duration longest, Duration every, Duration ttl) {
        Frame.Watch wanted = new Frame.Watch(Frame.Watch.Mode.BEATS, interval, bound);
        assertThat(Beating.every(wanted, longest)).isEqualTo(every);
        assertThat(Beating.ttl(wanted, every)).isEqualTo(ttl);
    }
}
