package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Reachability;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.Fixed1028Decoder;
import io.linekeeper.netty.Fixed1028Encoder;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Length16Decoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Delays, order, bounds and the end of a line's answers, in mocked time. */
final class DelayedWritesTest {
    private static final long DELAY = TimeUnit.SECONDS.toNanos(3);

    private final MockTicker time = Ticker.newMockTicker();

    private EmbeddedChannel channel(ChannelHandler... handlers) {
        return EmbeddedChannel.builder().ticker(time).handlers(handlers).build();
    }

    private EmbeddedChannel echo(long delayNanos) {
        return channel(new Length16Decoder(), new Length16Service(delayNanos, false));
    }

    private EmbeddedChannel fixed1028(long delayNanos) {
        Fixed1028Service service = new Fixed1028Service(delayNanos, new Fixed1028Service.Counts());
        return channel(new Fixed1028Decoder(), new Fixed1028Encoder(), new Fixed1028Answers(service, true), service);
    }

    private void pass(EmbeddedChannel channel, long millis) {
        time.advance(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    private static ByteBuf frame(int number) {
        return Unpooled.buffer().writeShort(1).writeByte(number);
    }

    private static List<Integer> sent(EmbeddedChannel channel) {
        List<Integer> numbers = new ArrayList<>();
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            while (sent.isReadable()) {
                sent.skipBytes(2);
                numbers.add((int) sent.readByte());
            }
            sent.release();
        }
        return numbers;
    }

    @Test
    void shouldReadOnInADrainThoughNothingCanBeSent() {
        Verdict silent =
                new Verdict(Fate.SILENT, 0, -1, 0, 0, new Evidence(0, false, null, Reachability.UNKNOWN, null));
        EmbeddedChannel channel = echo(0);
        channel.pipeline().fireUserEventTriggered(silent);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

        channel.writeInbound(frame(1));

        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(sent(channel)).isEmpty();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldLetDelaysOverlapAndKeepTheOrder() {
        EmbeddedChannel channel = echo(DELAY);
        channel.writeInbound(Unpooled.wrappedBuffer(frame(1), frame(2)));
        pass(channel, 1000);
        channel.writeInbound(frame(3));

        pass(channel, 1999);
        assertThat(sent(channel)).isEmpty();
        pass(channel, 1);
        assertThat(sent(channel)).containsExactly(1, 2);
        pass(channel, 999);
        assertThat(sent(channel)).isEmpty();
        pass(channel, 1);
        assertThat(sent(channel)).containsExactly(3);
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldSendWhatWaitsAfterThePeersFinAndEndThen() {
        EmbeddedChannel channel = echo(DELAY);
        channel.writeInbound(frame(1));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        pass(channel, 2999);
        assertThat(channel.isOpen()).isTrue();
        pass(channel, 1);

        assertThat(sent(channel)).containsExactly(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldEndAtOnceIfNothingWaits() {
        EmbeddedChannel channel = echo(DELAY);
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldReleaseWhatWaitsWhenTheLineIsClosed() {
        EmbeddedChannel channel = echo(DELAY);
        ByteBuf frame = frame(1);
        channel.writeInbound(frame);
        assertThat(frame.refCnt()).isEqualTo(1);
        channel.close();

        assertThat(frame.refCnt()).isZero();
        pass(channel, 10_000);
        assertThat(sent(channel)).isEmpty();
    }

    @Test
    void shouldStopReadingBeforeTooMuchWaitsAndGoOnWhenThereIsRoom() {
        EmbeddedChannel channel = echo(DELAY);
        byte[] payload = new byte[65_535];
        int frames = 0;
        while (channel.config().isAutoRead() && frames < 1000) {
            channel.writeInbound(Unpooled.buffer().writeShort(payload.length).writeBytes(payload));
            frames++;
        }
        assertThat(frames).isBetween(8, 20);
        pass(channel, 3000);

        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    /** Each frame that waits costs objects of ours, however short it is: otherwise 1 MiB of them were half a million. */
    @Test
    void shouldCountShortFramesForWhatTheyCost() {
        EmbeddedChannel channel = echo(DELAY);
        int frames = 0;
        while (channel.config().isAutoRead() && frames < 1_000_000) {
            channel.writeInbound(Unpooled.buffer().writeShort(0));
            frames++;
        }

        assertThat(frames).isBetween(1000, 10_000);
        channel.finishAndReleaseAll();
    }

    /** An answer that waits shares its question's memory, which may be a whole read of 64 KiB. */
    @Test
    void shouldNotKeepTheReadInWhichAQuestionCame() {
        EmbeddedChannel channel = fixed1028(DELAY);
        ByteBuf read = Unpooled.buffer();
        read.writeInt(Fixed1028Frame.PING).writeLong(42).writeZero(Fixed1028Frame.BODY_BYTES - Long.BYTES);
        for (int i = 0; i < 50; i++) {
            read.writeInt(Fixed1028Frame.DATA_11).writeZero(Fixed1028Frame.BODY_BYTES);
        }
        channel.writeInbound(read);

        assertThat(read.refCnt()).isZero();
        pass(channel, 3000);
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.readInt()).isEqualTo(Fixed1028Frame.PONG);
        assertThat(answer.readLong()).isEqualTo(42);
        answer.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldEndALineThatIsNotWatchedWhenAHandlerThrows() {
        EmbeddedChannel channel = echo(0);
        channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));

        assertThat(channel.isOpen()).isFalse();
        channel.checkException();
    }
}
