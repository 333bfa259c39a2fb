package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static String named(Framing framing, byte[] bytes) throws IOException {
        return framing.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void shouldSpeakFixed1028() throws IOException {
        Framing framing = Framing.named("fixed1028");

        assertThat(framing.data(21)).hasSize(1028).startsWith(0, 0, 0, 21, 0);
        assertThat(named(framing, framing.ping())).isEqualTo("ping");
        assertThat(named(framing, framing.pong())).isEqualTo("pong");
        assertThat(named(framing, framing.data(11))).isEqualTo("type-11");
    }

    @Test
    void shouldSpeakLength16() throws IOException {
        Framing framing = Framing.named("length16");

        assertThat(framing.data(65535)).hasSize(65537).startsWith(0xff, 0xff, 0);
        assertThat(framing.ping()).containsExactly(0, 0);
        assertThat(named(framing, framing.data(65535))).isEqualTo("length-65535");
    }

    @Test
    void shouldSpeakBareBytes() throws IOException {
        Framing framing = Framing.named("raw");

        assertThat(named(framing, framing.data(3))).isEqualTo("bytes-3");
        assertThat(framing.ping()).hasSize(1);
    }
}
