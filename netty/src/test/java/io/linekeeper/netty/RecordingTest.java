package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Entry;
import io.linekeeper.line.Step;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flight recorder, as a listener hears of it. */
class RecordingTest {
    private final List<Flight> flights = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Diary diary = new Diary();
    private final LineListener listener = new LineListener() {
        @Override
        public void recorded(LineHandler line, Flight flight) {
            flights.add(flight);
            told.add("recorded " + line.number());
        }

        @Override
        public void verdict(LineHandler line, io.linekeeper.line.Verdict verdict) {
            told.add("verdict " + line.number());
        }
    };

    private Embedded line(Linekeeper keeper) {
        return new Embedded(keeper.withListener(listener), diary);
    }

    @Test
    void shouldTellTheRecordAfterTheVerdict() {
        Embedded embedded = line(Linekeeper.of(Embedded.ONE_WAY).recording());
        embedded.pass(Embedded.BOUND + 500);
        int number = embedded.line().number();
        assertThat(told).containsExactly("verdict " + number, "recorded " + number);
        assertThat(flights.get(0).end().fate()).isEqualTo(Fate.SILENT);
        assertThat(flights.get(0).entries()).extracting(Entry::step).contains(Step.VERDICT);
    }

    @Test
    void shouldTellASilenceThatIsOver() {
        Embedded embedded = line(Linekeeper.of(Embedded.ONE_WAY).recording());
        embedded.pass(Embedded.BOUND - 300);
        embedded.channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
        embedded.pass(500);
        assertThat(told).containsExactly("recorded " + embedded.line().number());
        assertThat(flights.get(0).end().fate()).isNull();
        assertThat(flights.get(0).end().atNanos()).isBetween(1_690_000_000L, 1_730_000_000L);
    }

    @Test
    void shouldRecordNothingUnlessAsked() {
        Embedded embedded = line(Linekeeper.of(Embedded.ONE_WAY));
        embedded.pass(Embedded.BOUND + 500);
        assertThat(flights).isEmpty();
        assertThat(told).hasSize(1);
    }
}
