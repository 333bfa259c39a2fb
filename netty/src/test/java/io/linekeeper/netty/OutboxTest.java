package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.netty.DeviceServer.Settings;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bulk waits where control frames can pass it. */
final class OutboxTest {
    private static final LivenessPolicy POLICY = new LivenessPolicy(
            KernelPolicy.off(),
            new Heartbeat.OneWay(Duration.ofSeconds(30)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1));
    private static final int BULK = 32 << 20;

    private final EmbeddedChannel channel = new EmbeddedChannel(new Outbox());

    /** Frames in the order in which they leave, DATA as its size and "+" where more follows. */
    private List<String> sent() {
        List<String> frames = new ArrayList<>();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            if (next instanceof Frame.Data data) {
                frames.add(data.payload().remaining() + (data.more() ? "+" : ""));
            } else {
                frames.add(next.getClass().getSimpleName());
            }
        }
        return frames;
    }

    private static Frame.Goodbye goodbye() {
        return new Frame.Goodbye(GoodbyeCode.LEAVING, true, Duration.ZERO, "");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "16384, 16384", "16385, '16384+,1'", "40000, '16384+,16384+,7232'"})
    void shouldCutMessagesIntoChunks(int bytes, String chunks) {
        ChannelFuture written = channel.writeAndFlush(ByteBuffer.allocate(bytes));
        assertThat(sent()).isEqualTo(List.of(chunks.split(",")));
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void shouldSendPiecesOfAMessageAsTheyAre() {
        channel.write(new Frame.Data(true, ByteBuffer.allocate(60_000)), channel.voidPromise());
        channel.writeAndFlush(new Frame.Data(false, ByteBuffer.allocate(3)));
        assertThat(sent()).containsExactly("60000+", "3");
    }

    @Test
    void shouldLetControlFramesPassWhatWaits() {
        channel.write(ByteBuffer.allocate(20_000));
        channel.write(new Frame.Ping(1, Duration.ZERO));
        channel.write(new Frame.Beat(Duration.ZERO, 1));
        channel.flush();
        assertThat(sent()).containsExactly("Ping", "Beat", "16384+", "3616");
    }

    @Test
    void shouldKeepBytesBehindTheMessagesBeforeThem() {
        ByteBuf last = Unpooled.buffer(0);
        channel.write(ByteBuffer.allocate(5));
        ChannelFuture empty = channel.write(last);
        channel.write(ByteBuffer.allocate(6));
        assertThat(empty.isDone()).isFalse();
        channel.flush();
        assertThat(empty.isSuccess()).isTrue();
        assertThat(sent()).first().isEqualTo("5");
        last.release();
    }

    @Test
    void shouldSendNothingAfterGoodbye() {
        ByteBuf raw = Unpooled.buffer().writeByte(1);
        ChannelFuture before = channel.write(ByteBuffer.allocate(5));
        ChannelFuture bytes = channel.write(raw);
        channel.writeAndFlush(goodbye());
        ChannelFuture after = channel.writeAndFlush(ByteBuffer.allocate(6));
        assertThat(sent()).containsExactly("Goodbye");
        assertThat(List.of(before, bytes, after))
                .allSatisfy(each -> assertThat(each.cause()).isInstanceOf(ClosedChannelException.class));
        assertThat(raw.refCnt()).isZero();
    }

    @Test
    void shouldFailWhatWaitsWhenTheLineIsGone() {
        ChannelFuture waiting = channel.write(ByteBuffer.allocate(5));
        channel.close();
        assertThat(waiting.cause()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void shouldTellTheApplicationToWaitWhileMuchWaits() {
        channel.write(ByteBuffer.allocate(64 * 1024));
        assertThat(channel.isWritable()).isTrue();
        channel.write(ByteBuffer.allocate(1));
        assertThat(channel.isWritable()).isFalse();
        channel.flush();
        assertThat(channel.isWritable()).isTrue();
    }

    /** A peer that has its own empty messages sent back and reads none of them would fill our memory otherwise. */
    @Test
    void shouldTellTheApplicationToWaitWhileManyMessagesWaitHoweverShort() {
        for (int i = 0; i < 256; i++) {
            channel.write(new Frame.Data(false, ByteBuffer.allocate(0)));
        }
        assertThat(channel.isWritable()).isTrue();
        channel.write(new Frame.Data(false, ByteBuffer.allocate(0)));
        assertThat(channel.isWritable()).isFalse();
        channel.flush();
        assertThat(channel.isWritable()).isTrue();
    }

    /** Holds when a number is the same as a hundred answers ago: the kernel's buffers are full. */
    private static final class Unmoved implements Predicate<Long> {
        private long last = -1;
        private int same;

        @Override
        public boolean test(Long next) {
            same = next == last && next > 0 ? same + 1 : 0;
            last = next;
            return same >= 100;
        }
    }

    /** A PING behind megabytes comes as soon as the frames that had left before it are through. */
    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldSendAQuestionAheadOfTheBulkThatWaits(Setup setup) throws Exception {
        try (DeviceServer server = new DeviceServer(setup, Settings.of(POLICY));
                Device device = server.welcomed("pump-4", 1)) {
            LineHandler line = server.server.line(0);
            Outbox outbox = line.channel().pipeline().get(Outbox.class);
            line.channel().writeAndFlush(ByteBuffer.allocate(BULK));
            Loopback.await(() -> Loopback.onLoop(line.channel(), outbox::waitingBytes), new Unmoved());
            long waiting = Loopback.onLoop(line.channel(), () -> {
                line.channel().writeAndFlush(new Frame.Ping(7, Duration.ZERO));
                return outbox.waitingBytes();
            });
            long before = 0;
            Frame next = device.read();
            while (next instanceof Frame.Data data) {
                before += data.payload().remaining();
                next = device.read();
            }
            assertThat(next).isInstanceOf(Frame.Ping.class);
            assertThat(before).isEqualTo(BULK - waiting);
            long after = 0;
            for (boolean more = true; more; ) {
                Frame.Data data = device.expect(Frame.Data.class);
                after += data.payload().remaining();
                more = data.more();
            }
            assertThat(before + after).isEqualTo(BULK);
        }
    }
}
