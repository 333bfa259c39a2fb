package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Fixed1028DecoderTest {
    private static final byte[] STREAM = stream(1, 11, 2, 21);
    private static final List<String> FRAMES = List.of(text(1, 0), text(11, 1), text(2, 2), text(21, 3));

    @Test
    void shouldDecodeByteByByte() {
        try (Segments segments = new Segments(Fixed1028Decoder::new)) {
            segments.feedRandomly(STREAM, new Random(1), 1);

            assertThat(frames(segments)).isEqualTo(FRAMES);
            assertThat(segments.decoder.pendingBytes()).isZero();
        }
    }

    @Test
    void shouldDecodeCutAnywhere() {
        for (int cut = 1; cut < STREAM.length; cut++) {
            try (Segments segments = new Segments(Fixed1028Decoder::new)) {
                segments.feedCut(STREAM, cut);

                assertThat(frames(segments)).as("cut at %d", cut).isEqualTo(FRAMES);
            }
        }
    }

    @Test
    void shouldDecodeAllAtOnce() {
        try (Segments segments = new Segments(Fixed1028Decoder::new)) {
            segments.feed(STREAM);

            assertThat(frames(segments)).isEqualTo(FRAMES);
        }
    }

    @Test
    void shouldDecodeRandomlyCoalesced() {
        for (int seed = 0; seed < 300; seed++) {
            try (Segments segments = new Segments(Fixed1028Decoder::new)) {
                segments.feedRandomly(STREAM, new Random(seed), 3_000);

                assertThat(frames(segments)).as("seed %d", seed).isEqualTo(FRAMES);
            }
        }
    }

    @Test
    void shouldKeepFramesWhileMoreArrives() {
        try (Segments segments = new Segments(Fixed1028Decoder::new)) {
            segments.feed(STREAM, 0, 1_500);
            Fixed1028Frame held = segments.channel.readInbound();
            segments.feed(STREAM, 1_500, STREAM.length);

            assertThat(describe(held)).isEqualTo(FRAMES.get(0));
            held.release();
            assertThat(frames(segments)).isEqualTo(FRAMES.subList(1, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 0, -1, 0x01000000})
    void shouldRefuseAnUnknownTypeAtItsFourthByte(int type) {
        byte[] stream = Arrays.copyOf(STREAM, 1028 + 4);
        ByteBuffer.wrap(stream).putInt(1028, type);
        try (Segments segments = new Segments(Fixed1028Decoder::new)) {
            segments.feed(stream, 0, 1031);
            assertThat(frames(segments)).hasSize(1);

            MalformedFrameException error =
                    catchThrowableOfType(MalformedFrameException.class, () -> segments.feed(stream, 1031, 1032));

            assertThat(error).hasMessage("type " + type + " at byte 1028 is none of 1 (PING), 2 (PONG), 11, 21");
            assertThat(error.type()).isEqualTo(type);
            assertThat(error.offset()).isEqualTo(1028);
        }
    }

    @Test
    void shouldPassOnWhatCameBeforeTheUnknownTypeAndDropTheRest() {
        byte[] stream = stream(1, 99, 1);
        try (Segments segments = new Segments(Fixed1028Decoder::new)) {
            assertThatThrownBy(() -> segments.feed(stream)).isInstanceOf(MalformedFrameException.class);
            segments.feed(STREAM);

            assertThat(frames(segments)).containsExactly(text(1, 0));
            assertThat(segments.decoder.pendingBytes()).isZero();
            assertThat(segments.bytesInUse()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 12, 1027})
    void shouldTellHalfAFrameAfterFinAndAfterClose(int rest) {
        try (Segments segments = new Segments(Fixed1028Decoder::new)) {
            segments.feed(STREAM, 0, 1028 + rest);
            assertThat(frames(segments)).hasSize(1);
            assertThat(segments.decoder.pendingBytes()).isEqualTo(rest);

            segments.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            assertThat(segments.decoder.pendingBytes()).isEqualTo(rest);
            assertThat(segments.bytesInUse()).isZero();

            segments.channel.close().syncUninterruptibly();
            assertThat(segments.decoder.pendingBytes()).isEqualTo(rest);
            assertThat(frames(segments)).isEmpty();
            segments.channel.checkException();
        }
    }

    @Test
    void shouldEncodeWhatItDecodesAndReleaseIt() {
        EmbeddedChannel channel = new EmbeddedChannel(new Fixed1028Encoder());
        ByteBuf body = Unpooled.wrappedBuffer(STREAM, 4, 1024);

        channel.writeOutbound(new Fixed1028Frame(7, body));

        ByteBuf bytes = channel.readOutbound();
        byte[] expected = Arrays.copyOf(STREAM, 1028);
        expected[3] = 7;
        assertThat(ByteBufUtil.getBytes(bytes)).isEqualTo(expected);
        assertThat(body.refCnt()).isZero();
        bytes.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldRefuseABodyOfAnotherLength() {
        assertThatThrownBy(() -> new Fixed1028Frame(1, Unpooled.EMPTY_BUFFER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a fixed1028 body has 1024 bytes, not 0; pad it or cut it");
    }

    @Test
    void shouldDifferInTypeAndBody() {
        Fixed1028Frame frame = new Fixed1028Frame(1, Unpooled.wrappedBuffer(new byte[1024]));

        assertThat(frame).isEqualTo(frame.copy()).hasSameHashCodeAs(frame.duplicate());
        assertThat(frame).isNotEqualTo(new Fixed1028Frame(2, frame.content()));
        assertThat(frame).isNotEqualTo(new Fixed1028Frame(1, Unpooled.wrappedBuffer(STREAM, 0, 1024)));
    }

    private static List<String> frames(Segments segments) {
        return segments.drain(Fixed1028Frame.class, Fixed1028DecoderTest::describe);
    }

    private static String describe(Fixed1028Frame frame) {
        return frame.type() + ":" + ByteBufUtil.hexDump(frame.content());
    }

    private static String text(int type, int index) {
        return type + ":" + ByteBufUtil.hexDump(body(index));
    }

    private static byte[] body(int index) {
        byte[] body = new byte[1024];
        new Random(index).nextBytes(body);
        return body;
    }

    private static byte[] stream(int... types) {
        ByteBuffer stream = ByteBuffer.allocate(types.length * Fixed1028Frame.BYTES);
        for (int i = 0; i < types.length; i++) {
            stream.putInt(types[i]).put(body(i));
        }
        return stream.array();
    }
}
