package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Length16DecoderTest {
    private static final int[] SMALL = {0, 1, 0, 300, 255, 2};
    private static final int[] LARGE = {65_535, 0, 65_535, 256};

    @Test
    void shouldDecodeByteByByte() {
        for (int[] lengths : List.of(SMALL, LARGE)) {
            try (Segments segments = new Segments(Length16Decoder::new)) {
                segments.feedRandomly(stream(lengths), new Random(1), 1);

                assertThat(frames(segments)).isEqualTo(expected(lengths));
                assertThat(segments.decoder.pendingBytes()).isZero();
            }
        }
    }

    @Test
    void shouldDecodeCutAnywhereTwice() {
        byte[] stream = stream(SMALL);
        for (int first = 1; first < stream.length - 1; first++) {
            for (int second = first + 1; second < stream.length; second += 7) {
                try (Segments segments = new Segments(Length16Decoder::new)) {
                    segments.feedCut(stream, first, second);

                    assertThat(frames(segments))
                            .as("cut at %d and %d", first, second)
                            .isEqualTo(expected(SMALL));
                }
            }
        }
    }

    @Test
    void shouldDecodeRandomlyCoalesced() {
        byte[] stream = stream(LARGE);
        for (int seed = 0; seed < 100; seed++) {
            try (Segments segments = new Segments(Length16Decoder::new)) {
                segments.feedRandomly(stream, new Random(seed), 100_000);

                assertThat(frames(segments)).as("seed %d", seed).isEqualTo(expected(LARGE));
            }
        }
    }

    @Test
    void shouldNotAllocateWhatALengthPromises() {
        try (Segments segments = new Segments(Length16Decoder::new)) {
            segments.feed(new byte[] {(byte) 0xff, (byte) 0xff, 1});
            segments.feed(new byte[] {2});

            assertThat(segments.decoder.pendingBytes()).isEqualTo(4);
            assertThat(segments.bytesInUse()).isLessThanOrEqualTo(64);
        }
    }

    @Test
    void shouldKeepAtMostTwiceAFrameOfATricklingPeer() {
        byte[] stream = stream(LARGE);
        try (Segments segments = new Segments(Length16Decoder::new)) {
            long most = 0;
            for (int i = 0; i < stream.length; i++) {
                segments.feed(stream, i, i + 1);
                frames(segments);
                most = Math.max(most, segments.bytesInUse());
            }
            assertThat(most).isLessThanOrEqualTo(128 * 1024);
        }
    }

    @Test
    void shouldTellHalfAFrameAfterFin() {
        try (Segments segments = new Segments(Length16Decoder::new)) {
            segments.feed(stream(20), 0, 12);

            segments.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            segments.channel.close().syncUninterruptibly();

            assertThat(segments.decoder.pendingBytes()).isEqualTo(12);
            assertThat(frames(segments)).isEmpty();
            segments.channel.checkException();
        }
    }

    @Test
    void shouldShowThePayloadAlone() {
        Length16Frame frame = Length16Frame.of(ByteBufAllocator.DEFAULT, new byte[] {7, 8, 9});

        assertThat(ByteBufUtil.getBytes(frame.content())).containsExactly(0, 3, 7, 8, 9);
        assertThat(ByteBufUtil.getBytes(frame.payload())).containsExactly(7, 8, 9);
        assertThat(frame.payloadBytes()).isEqualTo(3);
        assertThat(frame.release()).isTrue();
    }

    @Test
    void shouldEchoUnchanged() {
        EmbeddedChannel channel = new EmbeddedChannel(new Length16Encoder(), new Length16Decoder());
        byte[] stream = stream(300);
        channel.writeInbound(Unpooled.copiedBuffer(stream));
        Length16Frame frame = channel.readInbound();

        channel.writeOutbound(frame);

        ByteBuf echo = channel.readOutbound();
        assertThat(ByteBufUtil.getBytes(echo)).isEqualTo(stream);
        assertThat(echo.release()).isTrue();
        assertThat(frame.refCnt()).isZero();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldRefuseWhatIsNoFrame() {
        ByteBuf wrong = Unpooled.wrappedBuffer(new byte[] {0, 2, 1});

        assertThatThrownBy(() -> new Length16Frame(wrong)).hasMessageContaining("3 bytes are no length16 frame");
        assertThatThrownBy(() -> Length16Frame.of(ByteBufAllocator.DEFAULT, new byte[65_536]))
                .hasMessageContaining("65536 bytes is longer than 65535");
    }

    private static List<String> frames(Segments segments) {
        return segments.drain(Length16Frame.class, frame -> ByteBufUtil.hexDump(frame.content()));
    }

    private static List<String> expected(int... lengths) {
        List<String> frames = new ArrayList<>();
        for (int length : lengths) {
            frames.add(ByteBufUtil.hexDump(stream(length)));
        }
        return frames;
    }

    private static byte[] stream(int... lengths) {
        int bytes = 0;
        for (int length : lengths) {
            bytes += Length16Frame.HEADER_BYTES + length;
        }
        ByteBuffer stream = ByteBuffer.allocate(bytes);
        for (int length : lengths) {
            byte[] payload = new byte[length];
            new Random(length).nextBytes(payload);
            stream.putShort((short) length).put(payload);
        }
        return stream.array();
    }
}
