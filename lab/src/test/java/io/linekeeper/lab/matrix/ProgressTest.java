package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void shouldSayWhatIsDoneWhatIsUnderWayAndWhatIsLeft() {
        assertThat(new Progress(3, 27, List.of("hung", "loss-30"), Duration.ofSeconds(200)).words())
                .isEqualTo("3 of 27 scenes played, under way: hung, loss-30; about 3 min 20 s left");
        assertThat(new Progress(27, 27, List.of(), Duration.ZERO).words())
                .isEqualTo("27 of 27 scenes played; about 0 s left");
    }
}
