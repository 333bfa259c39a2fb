package io.linekeeper.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EscapedTest {
    @Test
    void shouldLetNothingThroughThatIsNoPrintableAscii() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String text =
                Escaped.text(Unpooled.wrappedBuffer(all, 0, 128)) + Escaped.text(Unpooled.wrappedBuffer(all, 128, 128));
        assertThat(text).matches("[ -~]*");
        assertThat(text).contains("\\x00", "\\x1b", "\\n", "\\x0d", "\\\"", "\\\\", "\\x7f", "\\x9b", "\\xff");
    }

    @Test
    void shouldCutLongTextsShort() {
        String text = Escaped.text(Unpooled.copiedBuffer("x".repeat(65_535), StandardCharsets.UTF_8));
        assertThat(text).isEqualTo("\"" + "x".repeat(200) + "\" and 65335 bytes more");
    }

    @Test
    void shouldQuoteNothing() {
        assertThat(Escaped.text(Unpooled.EMPTY_BUFFER)).isEqualTo("\"\"");
    }
}
