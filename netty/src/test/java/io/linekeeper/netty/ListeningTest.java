package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

/** A line is charged only for silence while a read was outstanding on it. */
final class ListeningTest {
    private static final int LATE = 4 * 20;

    /** Releases what it reads. */
    private static class Sink extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    /** Asks for the next bytes while it handles these: the read is outstanding when this one is complete. */
    private static final class ReadingOn extends Sink {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            super.channelRead(context, message);
            context.read();
        }
    }

    private static void beat(Embedded line) {
        line.channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
    }

    private static void assertFoundSilent(Embedded line) {
        line.pass(Embedded.BOUND - 50);
        assertThat(line.diary.of("verdict")).as("early").isEmpty();
        line.pass(50 + LATE);
        assertThat(line.diary.of("verdict")).hasSize(1);
        assertThat(line.diary.of("verdict").get(0).verdict().fate()).isEqualTo(Fate.SILENT);
    }

    @Test
    void shouldFindASilentLine() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        beat(line);

        assertFoundSilent(line);
    }

    @Test
    void shouldFindASilentLineThatIsReadFromExplicitly() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new ReadingOn());
        line.channel.config().setAutoRead(false);
        line.channel.read();
        beat(line);

        assertFoundSilent(line);
    }

    @Test
    void shouldFindASilentLineThatIsWatchedFromTheMiddleOfItsLifeOn() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        Diary diary = new Diary();
        line.channel
                .pipeline()
                .addFirst(Linekeeper.of(Embedded.ONE_WAY).withListener(diary).newLine());

        line.pass(Embedded.BOUND + LATE);
        assertThat(diary.of("verdict")).hasSize(1);
    }

    @Test
    void shouldNotChargeForWhatIsNotReadAtAll() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        line.channel.config().setAutoRead(false);
        beat(line);

        line.pass(2 * Embedded.BOUND);

        assertThat(line.diary.of("verdict")).isEmpty();
    }

    @Test
    void shouldTellThatNothingIsReadOnceTheStallLimitHasPassed() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        line.channel.config().setAutoRead(false);
        beat(line);

        line.pass(19_900);
        assertThat(line.diary.of("notReading")).isEmpty();
        line.pass(300);
        assertThat(line.diary.of("notReading")).hasSize(1);
        line.channel.config().setAutoRead(true);
        line.pass(Embedded.BOUND + LATE);
        assertThat(line.diary.of("verdict")).hasSize(1);
        assertThat(line.diary.of("notReading")).hasSize(1);
    }

    /** No read is asked for, and none is complete: nothing but the flag tells. */
    @Test
    void shouldNotChargeFromWhenAutomaticReadingIsSwitchedOffBetweenReads() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        beat(line);
        line.pass(100);
        line.channel.config().setAutoRead(false);

        line.pass(2 * Embedded.BOUND);

        assertThat(line.diary.of("verdict")).isEmpty();
        line.channel.config().setAutoRead(true);
        assertFoundSilent(line);
    }

    @Test
    void shouldGiveAPeerItsWholeTimeAfterWeReadAgain() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        line.channel.config().setAutoRead(false);
        beat(line);
        line.pass(3 * Embedded.BOUND);
        line.channel.config().setAutoRead(true);

        assertFoundSilent(line);
    }

    @Test
    void shouldCountBytesBelowTheCodecAsLife() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Length16Decoder(), new Sink());
        line.channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {1, 0}));
        for (int i = 0; i < 10; i++) {
            line.pass(Embedded.BOUND / 2);
            beat(line);
        }

        assertThat(line.diary.of("verdict")).isEmpty();
        assertThat(line.diary.of("suspected")).isEmpty();
        line.channel.finishAndReleaseAll();
    }

    @Test
    void shouldNotChargeForOurOwnPause() {
        Embedded line = new Embedded(Embedded.ONE_WAY, new Sink());
        beat(line);
        line.pass(Embedded.BOUND - 500);
        line.block(60_000);

        assertThat(line.diary.of("verdict")).isEmpty();
        assertThat(line.diary.gaps()).hasSize(1);
        assertThat(line.diary.gaps().get(0).toMillis()).isBetween(59_500L, 60_000L);
        line.pass(500 + LATE);
        assertThat(line.line().verdict()).isNotNull();
        assertThat(line.line().verdict().creditedNanos()).isGreaterThan(59_000_000_000L);
    }
}
