package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.TcpSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTimerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timer:(on,201ms,1) | on | 201 | 1",
                "timer:(on,1.608ms,3) ino:0 | on | 1608 | 3",
                "timer:(on,14sec,6) | on | 14000 | 6",
                "timer:(on,1min52sec,12) | on | 112000 | 12",
                "timer:(keepalive,119min,0) | keepalive | 7140000 | 0",
                "timer:(keepalive,2min,0) | keepalive | 120000 | 0",
                "timer:(keepalive,3sec,2) cubic rto:202 | keepalive | 3000 | 2",
                "timer:(persist,,5) | persist | 0 | 5",
            })
    void shouldReadWhatSsPrints(String details, String kind, long millis, int count) {
        assertThat(KernelTimer.of(socket(details))).hasValue(new KernelTimer(kind, Duration.ofMillis(millis), count));
    }

    @Test
    void shouldFindNoneWhereSsPrintsNone() {
        assertThat(KernelTimer.of(socket("cubic rto:202 lastsnd:40"))).isEmpty();
    }

    @Test
    void shouldBeShownInSeconds() {
        assertThat(new KernelTimer("on", Duration.ofMillis(1_608), 3)).hasToString("timer: on, 1.6 s left, count 3");
    }

    private static TcpSocket socket(String details) {
        return new TcpSocket("ESTAB", 0, 0, "10.77.1.2:7001", "10.77.2.2:40000", details);
    }
}
