package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    private String written() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void shouldRewriteOneLineOnATerminalWhenItHasChanged() {
        StatusLine status = new StatusLine(out, true);
        assertThat(status.period()).isEqualTo(Duration.ofMillis(200));
        status.show("10 live");
        status.show("10 live");
        status.show("9 live");
        status.end("0 live");
        assertThat(written()).isEqualTo("\r10 live\r9 live \r0 live\n");
    }

    @Test
    void shouldWriteALineNowAndThenElsewhere() {
        StatusLine status = new StatusLine(out, false);
        assertThat(status.period()).isEqualTo(Duration.ofSeconds(5));
        status.show("10 live");
        status.show("10 live");
        status.end("0 live");
        assertThat(written()).isEqualTo("10 live\n10 live\n0 live\n");
    }
}
