package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeerEventTest {
    @Test
    void shouldReadWhatItPrints() {
        List<PeerEvent> events = List.of(
                new PeerEvent(-5, 0, "connected", "41234"),
                new PeerEvent(Long.MAX_VALUE, 17, "failed", "Connection reset by peer"),
                new PeerEvent(0, 1, "finished", ""));

        assertThat(events)
                .allSatisfy(event -> assertThat(PeerEvent.parse(event.print())).isEqualTo(event));
    }

    @Test
    void shouldRefuseAnythingElse() {
        assertThatThrownBy(() -> PeerEvent.parse("Exception in thread")).isInstanceOf(LabException.class);
    }
}
