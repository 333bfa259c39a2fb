package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import org.junit.jupiter.api.Test;

final class ServerEventTest {
    @Test
    void shouldReadWhatItPrintsOnOneLine() {
        for (Kind kind : Kind.values()) {
            ServerEvent event =
                    new ServerEvent(-5, "two-way", kind, "10.77.2.2:40000", "HUNG", "said \"so\",\nand {why}");

            assertThat(event.print()).doesNotContain("\n");
            assertThat(ServerEvent.parse(event.print())).isEqualTo(event);
        }
    }

    @Test
    void shouldRefuseAnythingElse() {
        assertThatThrownBy(() -> ServerEvent.parse("Exception in thread"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Exception in thread");
    }
}
