package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Streams of frames with some bytes changed: nothing comes of them but frames and {@link MalformedFrameException}s, and
 * what the frames say is what the bytes said. One stream again: {@code -Dwire.seed=N}.
 */
final class WireMutationTest {
    private static final int STREAMS = 200_000;
    private static final int LONGEST = 600;
    private static final byte[] EDGES = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff};

    private final ByteBufAllocator heap = new UnpooledByteBufAllocator(false);
    private int refused;
    private int frames;

    @Test
    void shouldDecodeOrRefuseWhateverComes() {
        Integer only = Integer.getInteger("wire.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? STREAMS : only + 1); seed++) {
            try {
                check(new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("stream " + seed + "; again: -Dtest=WireMutationTest -Dwire.seed=" + seed, e);
            }
        }
        if (only == null) {
            assertThat(refused).as("refused").isBetween(STREAMS / 10, STREAMS * 9 / 10);
            assertThat(frames).as("frames").isGreaterThan(STREAMS / 2);
        }
    }

    private void check(Random random) {
        boolean toServer = random.nextBoolean();
        boolean open = random.nextInt(4) > 0;
        byte[] stream = stream(random, toServer, open);
        for (int i = random.nextInt(4); i > 0 && stream.length > 0; i--) {
            stream = mutated(stream, random);
        }
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        List<Frame> decoded = decode(allocator, stream, random, toServer, open);
        assertThat(allocator.metric().usedHeapMemory()).as("not given back").isZero();
        frames += decoded.size();
        ByteBuf again = encode(decoded);
        checkAgainst(ByteBuffer.wrap(stream), decoded);
        byte[] bytes = ByteBufUtil.getBytes(again);
        List<Frame> twice = decode(allocator, bytes, random, toServer, open);
        assertThat(twice).isEqualTo(decoded);
        assertThat(ByteBufUtil.getBytes(encode(twice))).isEqualTo(bytes);
    }

    private static byte[] stream(Random random, boolean toServer, boolean open) {
        List<WireVector> choice = WireVector.all().stream()
                .filter(each -> each.toServer() == toServer)
                .filter(each -> each.phase().equals(open ? "open" : "start"))
                .filter(each -> each.hex().length() < 2 * LONGEST)
                .filter(each -> each.refused().isEmpty() || random.nextInt(20) == 0)
                .toList();
        byte[] stream = {};
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            byte[] next = choice.get(random.nextInt(choice.size())).bytes();
            int end = stream.length;
            stream = Arrays.copyOf(stream, end + next.length);
            System.arraycopy(next, 0, stream, end, next.length);
        }
        return stream;
    }

    private static byte[] mutated(byte[] stream, Random random) {
        byte[] other = stream.clone();
        int at = random.nextInt(random.nextBoolean() ? stream.length : Math.min(stream.length, 40));
        switch (random.nextInt(6)) {
            case 0 -> other[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> other[at] = (byte) random.nextInt(256);
            case 2 -> other[at] = EDGES[random.nextInt(EDGES.length)];
            case 3 -> other = Arrays.copyOf(other, at);
            case 4 -> {
                int from = Math.min(stream.length, at + 1 + random.nextInt(12));
                System.arraycopy(stream, from, other, at, stream.length - from);
                other = Arrays.copyOf(other, stream.length - (from - at));
            }
            default -> {
                int more = 1 + random.nextInt(12);
                other = Arrays.copyOf(other, stream.length + more);
                System.arraycopy(stream, at, other, at + more, stream.length - at);
            }
        }
        return other;
    }

    private List<Frame> decode(
            ByteBufAllocator allocator, byte[] stream, Random random, boolean toServer, boolean open) {
        WireDecoder decoder = toServer ? WireDecoder.ofServer(LONGEST) : WireDecoder.ofClient(LONGEST);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.config().setAllocator(allocator);
        try {
            if (open) {
                channel.writeInbound(
                        Unpooled.wrappedBuffer(WireVector.bytesOf(toServer ? "hello-minimal" : "welcome-kernel")));
                channel.readInbound();
                if (toServer) {
                    decoder.open();
                }
            }
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + 1 + random.nextInt(1 + stream.length));
                channel.writeInbound(allocator.buffer(to - from).writeBytes(stream, from, to - from));
                from = to;
            }
        } catch (MalformedFrameException e) {
            assertThat(e).hasMessageMatching("[ -~]+ at byte \\d+ [ -~]+");
            refused++;
        }
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame);
        }
        channel.finishAndReleaseAll();
        return frames;
    }

    private ByteBuf encode(List<Frame> decoded) {
        ByteBuf all = Unpooled.buffer();
        for (Frame frame : decoded) {
            ByteBuf bytes = WireEncoder.encode(frame, heap);
            all.writeBytes(bytes);
            bytes.release();
        }
        return all;
    }

    /** Frames in which nothing is tolerated but the flag OPTIONAL are, encoded, the bytes that came. */
    private void checkAgainst(ByteBuffer stream, List<Frame> decoded) {
        for (Frame frame : decoded) {
            ByteBuf bytes = WireEncoder.encode(frame, heap);
            int type = bytes.getUnsignedByte(0);
            while (stream.get(stream.position()) != type) {
                stream.position(stream.position() + 4 + Short.toUnsignedInt(stream.getShort(stream.position() + 2)));
            }
            byte[] came = new byte[4 + Short.toUnsignedInt(stream.getShort(stream.position() + 2))];
            stream.get(came);
            came[1] &= 0x7f;
            if (frame instanceof Frame.Goodbye) {
                bytes.release();
                return;
            }
            if (!(frame instanceof Frame.Hello || frame instanceof Frame.Welcome)) {
                assertThat(ByteBufUtil.getBytes(bytes)).isEqualTo(came);
            }
            bytes.release();
        }
    }
}
