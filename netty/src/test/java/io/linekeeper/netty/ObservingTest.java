package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** A policy in the shadow ends nothing. */
final class ObservingTest {
    private static final int LATE = 4 * 20;

    private final Diary diary = new Diary();
    private final Embedded line =
            new Embedded(Linekeeper.of(Embedded.ONE_WAY).withListener(diary).observing(), diary);

    @Test
    void shouldTellWhatItWouldHaveEndedAndGoOn() {
        line.pass(3 * Embedded.BOUND);

        assertThat(diary.of("observed")).hasSize(1);
        assertThat(diary.of("observed").get(0).verdict().fate()).isEqualTo(Fate.SILENT);
        assertThat(diary.of("verdict")).isEmpty();
        assertThat(line.channel.isOpen()).isTrue();
    }

    @Test
    void shouldTellThatItWasWrong() {
        line.pass(Embedded.BOUND + LATE);
        line.channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
        line.pass(LATE);

        assertThat(diary.entries())
                .extracting(Diary.Entry::event)
                .containsExactly("connected", "observed", "recovered");
    }

    @Test
    void shouldEndWhatTheApplicationEnds() {
        line.pass(Embedded.BOUND + LATE);
        line.channel.close();

        assertThat(diary.entries())
                .extracting(Diary.Entry::event)
                .containsExactly("connected", "observed", "verdict", "closed");
        assertThat(diary.of("verdict").get(0).verdict().fate()).isEqualTo(Fate.CLOSED);
    }
}
