package io.linekeeper.gateway.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PingSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"period=1s,timeout=300ms", "timeout=300ms,period=1s"})
    void shouldReadBothTimes(String text) {
        assertThat(PingSettings.parse(text)).isEqualTo(new PingSettings(Duration.ofSeconds(1), Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1s",
                "period=1s",
                "timeout=1s",
                "period=1s,",
                "period=1s,period=2s",
                "period=1s,timeout=1s,count=3",
                "period"
            })
    void shouldRefuseAnythingElseAndSayWhatToWrite(String text) {
        assertThatThrownBy(() -> PingSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage('"' + text + "\" is not period=D,timeout=D; write for example period=1s,timeout=300ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period=199ms,timeout=300ms|ICMP period 199 ms is not from 200 ms to 1 h; choose a time in that range",
                "period=61m,timeout=300ms|ICMP period 1 h 1 min is not from 200 ms to 1 h; choose a time in that range",
                "period=1s,timeout=99ms|ICMP timeout 99 ms is not from 100 ms to 1 min; choose a time in that range",
                "period=1s,timeout=2m|ICMP timeout 2 min is not from 100 ms to 1 min; choose a time in that range",
                "period=1,timeout=2m|\"1\" has no unit; write 1s, 500ms or 2h"
            })
    void shouldRefuseATimeOutOfItsRange(String text, String why) {
        assertThatThrownBy(() -> PingSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void shouldWaitForAPeriodAndATimeout() {
        assertThat(PingSettings.parse("period=1s,timeout=300ms").patience()).isEqualTo(Duration.ofMillis(1_300));
    }
}
