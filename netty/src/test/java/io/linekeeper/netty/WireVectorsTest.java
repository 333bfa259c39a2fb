package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec does what docs/line-protocol-vectors.txt says, however the bytes are cut. */
final class WireVectorsTest {
    private static final int CUTS = 25;

    static List<WireVector> all() {
        return WireVector.all();
    }

    static List<WireVector> sent() {
        return all().stream()
                .filter(each ->
                        !each.lenient() && each.rest() == 0 && each.refused().isEmpty())
                .toList();
    }

    @Test
    void shouldHaveNamesThatTellThemApart() {
        assertThat(all().stream().map(WireVector::name)).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldDecodeInOnePiece(WireVector vector) {
        check(vector, Segments::feed);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldDecodeByteByByte(WireVector vector) {
        check(vector, (segments, bytes) -> segments.feedRandomly(bytes, new Random(1), 1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldDecodeCutAnywhere(WireVector vector) {
        int largest = Math.max(2, vector.bytes().length);
        for (int seed = 0; seed < CUTS; seed++) {
            Random random = new Random(seed);
            check(vector, (segments, bytes) -> segments.feedRandomly(bytes, random, largest));
        }
    }

    @ParameterizedTest
    @MethodSource("sent")
    void shouldEncodeWhatIsSent(WireVector vector) {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        ByteBuf bytes = Unpooled.buffer();
        try (Segments segments = inPhase(vector)) {
            segments.feed(vector.bytes());
            for (Frame frame : frames(segments)) {
                ByteBuf encoded = WireEncoder.encode(frame, allocator);
                bytes.writeBytes(encoded);
                encoded.release();
            }
        }
        assertThat(ByteBufUtil.hexDump(bytes)).isEqualTo(vector.hex());
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    private static void check(WireVector vector, BiConsumer<Segments, byte[]> feed) {
        try (Segments segments = inPhase(vector)) {
            long before = segments.decoder.offset();
            String refused = null;
            try {
                feed.accept(segments, vector.bytes());
            } catch (MalformedFrameException e) {
                assertThat(e.offset() - before).as("where").isEqualTo(vector.refusedAt());
                refused = e.getMessage();
            }
            assertThat(frames(segments).stream().map(WireText::of)).isEqualTo(vector.frames());
            assertThat(refused)
                    .isEqualTo(vector.refused()
                            .map(why -> at(before + vector.refusedAt(), why))
                            .orElse(null));
            assertThat(segments.decoder.pendingBytes()).as("the rest").isEqualTo(vector.rest());
        }
    }

    private static String at(long offset, String why) {
        return why.replaceFirst("^(type \\d+|\\w+) ", "$1 at byte " + offset + " ");
    }

    /** A decoder that has seen what goes before the vector. */
    static Segments inPhase(WireVector vector) {
        WireDecoder decoder =
                vector.toServer() ? WireDecoder.ofServer(vector.largest()) : WireDecoder.ofClient(vector.largest());
        Segments segments = new Segments(() -> decoder);
        if (!vector.phase().equals("start")) {
            segments.feed(WireVector.bytesOf(vector.toServer() ? "hello-minimal" : "welcome-kernel"));
            if (vector.toServer() && !vector.phase().equals("hello")) {
                decoder.open();
            }
        }
        if (vector.phase().equals("goodbye")) {
            segments.feed(WireVector.bytesOf("goodbye-0-leaving"));
        }
        frames(segments);
        return segments;
    }

    static List<Frame> frames(Segments segments) {
        List<Frame> frames = new ArrayList<>();
        for (Object frame = segments.channel.readInbound(); frame != null; frame = segments.channel.readInbound()) {
            frames.add((Frame) frame);
        }
        return frames;
    }
}
