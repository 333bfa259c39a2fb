package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DetectorsTest {
    @ParameterizedTest
    @CsvSource({
        "none, SILENT, ",
        "keepalive-1-3-10, SILENT, 31",
        "keepalive-1-1-10, SILENT, 11",
        "keepalive-user-timeout, SILENT, 11",
        "keepalive-short-timeout, SILENT, 5",
        "linux-defaults, SILENT, 7875",
        "one-way, BEATING, 5",
        "two-way, ANSWERING, 5",
        "within, LINE, 29",
        "write-succeeds, SILENT, ",
        "peek, SILENT, ",
        "idle-state-handler, BEATING, 5",
        "polling, BEATING, 6",
    })
    void shouldHaveABoundOrNone(String id, Device device, Long seconds) {
        Detector detector = Detectors.named(id);

        assertThat(detector.device()).isEqualTo(device);
        assertThat(detector.bound().map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
    }

    @Test
    void shouldKeepTheOrderOfTheTable() {
        assertThat(Detectors.all())
                .extracting(Detector::id)
                .doesNotHaveDuplicates()
                .hasSize(13)
                .startsWith("none", "keepalive-1-3-10")
                .endsWith("idle-state-handler", "polling");
    }

    @Test
    void shouldSayWhichThereAre() {
        assertThatThrownBy(() -> Detectors.named("keep-alive"))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith("there is no detector \"keep-alive\"; there are none, keepalive-1-3-10, ");
    }
}
