package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** Feeds one byte stream to a decoder in chosen pieces, with an allocator that knows what was not given back. */
final class Segments implements AutoCloseable {
    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    final EmbeddedChannel channel;
    final FrameDecoder decoder;

    Segments(Supplier<? extends FrameDecoder> decoders) {
        decoder = decoders.get();
        channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(decoder);
    }

    void feed(byte[] bytes, int from, int to) {
        ByteBuf piece = allocator.buffer(to - from).writeBytes(bytes, from, to - from);
        channel.writeInbound(piece);
    }

    void feed(byte[] bytes) {
        feed(bytes, 0, bytes.length);
    }

    /** Cut at the given positions. */
    void feedCut(byte[] bytes, int... cuts) {
        int from = 0;
        for (int cut : cuts) {
            feed(bytes, from, cut);
            from = cut;
        }
        feed(bytes, from, bytes.length);
    }

    void feedRandomly(byte[] bytes, Random random, int largest) {
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(largest));
            feed(bytes, from, to);
            from = to;
        }
    }

    /** Takes all frames that came out, describes them and releases them. */
    <F> List<String> drain(Class<F> type, Function<F, String> describe) {
        List<String> frames = new ArrayList<>();
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(describe.apply(type.cast(frame)));
            ReferenceCountUtil.release(frame);
        }
        return frames;
    }

    long bytesInUse() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    /** Closes the channel; whatever was not given back then is an error. */
    @Override
    public void close() {
        channel.finishAndReleaseAll();
        if (bytesInUse() != 0) {
            throw new AssertionError(bytesInUse() + " bytes were not given back");
        }
    }
}
