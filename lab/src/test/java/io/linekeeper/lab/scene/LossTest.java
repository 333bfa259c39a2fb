package io.linekeeper.lab.scene;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.PacketLoss.Count;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LossTest {
    @ParameterizedTest
    @CsvSource({"3, 3000, 90", "3, 3000, 53", "3, 3000, 131", "10, 812, 78", "30, 33, 10"})
    void shouldBelieveWhatChanceBringsAbout(int percent, int packets, int lost) {
        assertThatCode(() -> new Loss(percent).requireSoMuch(new Count(packets, lost)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 3000 | 0 | lost 0.0 % of 3000 packets, which is no loss of 3 % at random",
                "3 | 3000 | 135 | lost 4.5 % of 3000 packets, which is no loss of 3 % at random",
                "3 | 3000 | 45 | lost 1.5 % of 3000 packets, which is no loss of 3 % at random",
                "10 | 2000 | 400 | lost 20.0 % of 2000 packets, which is no loss of 10 % at random",
                "30 | 2000 | 400 | lost 20.0 % of 2000 packets, which is no loss of 30 % at random",
                "20 | 400 | 400 | lost 100.0 % of 400 packets, which is no loss of 20 % at random",
            })
    void shouldNotBelieveAnotherShare(int percent, int packets, int lost, String why) {
        assertThatThrownBy(() -> new Loss(percent).requireSoMuch(new Count(packets, lost)))
                .isInstanceOf(LabException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "3, 300", "30, 20"})
    void shouldSayWhenTooFewPacketsCameBy(int percent, int packets) {
        assertThatThrownBy(() -> new Loss(percent).requireSoMuch(new Count(packets, packets * percent / 100)))
                .isInstanceOf(LabException.class)
                .hasMessageEndingWith(" % of " + packets + " packets, too few to show a loss of " + percent
                        + " %; let more detectors take part, some of them with a heartbeat");
    }
}
