package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static Lines of(String text) {
        return new Lines("a test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldFindALineFromAPlaceOn() {
        Lines lines = of("a 1\nb\na 2\n");

        assertThat(lines.await(line -> line.startsWith("a"), Limits.REACTION).text())
                .isEqualTo("a 1");
        assertThat(lines.await(1, line -> line.startsWith("a"), Limits.REACTION).text())
                .isEqualTo("a 2");
        assertThat(lines.size()).isEqualTo(3);
        assertThat(lines.matching("b"::equals)).hasSize(1);
    }

    @Test
    void shouldSayWhatCameInsteadWhenTheOutputEnds() {
        assertThatThrownBy(() -> of("something else\n").await("wanted"::equals, Limits.REACTION))
                .isInstanceOf(LabException.class)
                .hasMessage("a test ended without the line that was waited for; its last lines:\n  something else");
    }

    @Test
    void shouldGiveUpAtTheDeadline() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream()) {
            Lines lines = new Lines("a test", new PipedInputStream(silent));

            assertThatThrownBy(() -> lines.await("wanted"::equals, Duration.ofMillis(20)))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("did not within PT0.02S print");
        }
    }
}
