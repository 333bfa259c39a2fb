package io.linekeeper.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.gateway.Protocol;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Length16Frame;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void shouldFillAFixedFrameUpWithZeros() {
        Fixed1028Frame frame =
                (Fixed1028Frame) once("h\u00e9", 21).frame(Protocol.FIXED1028, UnpooledByteBufAllocator.DEFAULT);
        assertThat(frame.type()).isEqualTo(21);
        assertThat(ByteBufUtil.getBytes(frame.content()))
                .hasSize(1024)
                .startsWith('h', 0xc3, 0xa9, 0)
                .endsWith(0);
        assertThat(frame.release()).isTrue();
    }

    @Test
    void shouldSendAnEmptyText() {
        Length16Frame frame = (Length16Frame) once("", 11).frame(Protocol.LENGTH16, UnpooledByteBufAllocator.DEFAULT);
        assertThat(ByteBufUtil.getBytes(frame.content())).containsExactly(0, 0);
        assertThat(frame.release()).isTrue();
    }

    @Test
    void shouldRefuseATextThatNoFrameHolds() {
        once("x".repeat(1024), 11).requireFits(Protocol.FIXED1028);
        once("x".repeat(65_535), 11).requireFits(Protocol.LENGTH16);
        assertThatThrownBy(() -> once("x".repeat(1025), 11).requireFits(Protocol.FIXED1028))
                .hasMessage(
                        "the text to send has 1025 bytes, more than the 1024 of one frame of fixed1028; shorten it");
        assertThatThrownBy(() -> once("\u20ac".repeat(21_846), 11).requireFits(Protocol.LENGTH16))
                .hasMessageContaining("65538 bytes, more than the 65535");
    }

    @Test
    void shouldRefuseOtherTypesAndTimes() {
        assertThatThrownBy(() -> once("x", 1)).hasMessageContaining("type 1 is no data type");
        assertThatThrownBy(() -> new Message("x", 11, Optional.of(Duration.ZERO)))
                .hasMessage("every 0 s is not positive; set it to 1ms or more");
    }

    private static Message once(String text, int type) {
        return new Message(text, type, Optional.empty());
    }
}
