package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LineFramesTest {
    private static final Framing LINE = Framing.named("line");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String named(String hex) throws IOException {
        return LINE.read(new DataInputStream(new ByteArrayInputStream(bytes(hex))));
    }

    @Test
    void shouldSayHelloAsTheProtocolHasIt() {
        assertThat(LINE.hello("pump-4", 7))
                .containsExactly(bytes("01 00 001c 4c494e45 01 01 00000000 03 01 0000000000000007 06 70756d702d34 00"));
        assertThat(LINE.beat()).startsWith(5, 0, 0, 8).hasSize(12);
        assertThat(LINE.ping()).startsWith(3, 0, 0, 12).hasSize(16);
        assertThat(LINE.data(3)).containsExactly(6, 0, 0, 3, 0, 0, 0);
    }

    @Test
    void shouldNameWhatAServerSends() throws IOException {
        assertThat(named("02 00 0017 01 00000000 0006000000000001 01 000003e8 00000bb8 01 ffff"))
                .isEqualTo("welcome-" + 0x0006000000000001L);
        assertThat(named("04 00 0008 0000000000000001")).isEqualTo("pong");
        assertThat(named("06 01 0002 6869")).isEqualTo("data-2");
    }

    @Test
    void shouldAnswerAQuestionWithItsToken() throws IOException {
        String question = named("03 00 000c ffffffffffffffff 00007530");
        assertThat(LINE.answer(question))
                .hasValueSatisfying(pong -> assertThat(pong).containsExactly(bytes("04 00 0008 ffffffffffffffff")));
        assertThat(LINE.answer("pong")).isEmpty();
    }

    @Test
    void shouldComeBackAfterAGoodbyeThatAllowsIt() throws IOException {
        String refused = named("08 00 0008 0a 01 00004e20 6e6f");
        assertThat(refused).isEqualTo("goodbye-10-1-20000");
        assertThat(LINE.backAfter(refused)).contains(Duration.ofSeconds(20));
        assertThat(LINE.backAfter(named("08 00 0006 02 00 00000000"))).isEmpty();
        assertThat(LINE.backAfter("data-3")).isEmpty();
    }
}
