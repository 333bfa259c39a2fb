package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what a listener hears. Any thread. */
final class Diary implements LineListener {

    /** One event. {@code open} tells whether the channel was, when it came. */
    record Entry(String event, LineHandler line, @Nullable Verdict verdict, boolean open) {
        @Override
        public String toString() {
            return event + " " + line.number() + (verdict == null ? "" : " " + verdict.fate());
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final List<Duration> gaps = new ArrayList<>();

    private synchronized void add(String event, LineHandler line, @Nullable Verdict verdict) {
        entries.add(new Entry(event, line, verdict, line.channel().isOpen()));
    }

    @Override
    public void connected(LineHandler line) {
        add("connected", line, null);
    }

    @Override
    public void suspected(LineHandler line) {
        add("suspected", line, null);
    }

    @Override
    public void recovered(LineHandler line) {
        add("recovered", line, null);
    }

    @Override
    public void observed(LineHandler line, Verdict verdict) {
        add("observed", line, verdict);
    }

    @Override
    public void notReading(LineHandler line, Duration since) {
        add("notReading", line, null);
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        add("verdict", line, verdict);
    }

    @Override
    public void draining(LineHandler line, Verdict verdict) {
        add("draining", line, verdict);
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        add("closed", line, verdict);
    }

    @Override
    public synchronized void paused(String loop, Duration gap) {
        gaps.add(gap);
    }

    synchronized List<Duration> gaps() {
        return List.copyOf(gaps);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<Entry> of(String event) {
        return entries().stream().filter(each -> each.event().equals(event)).toList();
    }

    List<String> eventsOf(LineHandler line) {
        return entries().stream()
                .filter(each -> each.line() == line)
                .map(Entry::event)
                .toList();
    }

    /** Waits for the {@code count}-th of these. */
    Entry await(String event, int count) throws Exception {
        return Loopback.await(() -> of(event), entries -> entries.size() >= count)
                .get(count - 1);
    }

    /** Waits for the end of the one line, and returns its verdict. */
    Verdict awaitEnd() throws Exception {
        await("closed", 1);
        checkEnds();
        return Objects.requireNonNull(of("verdict").get(0).verdict());
    }

    void awaitEnd(Fate fate) throws Exception {
        assertThat(awaitEnd().fate()).as(entries().toString()).isEqualTo(fate);
    }

    /** Each {@code connected} is followed by exactly one {@code verdict} and then by exactly one {@code closed}. */
    void checkEnds() {
        for (Entry connected : of("connected")) {
            List<String> ends = eventsOf(connected.line()).stream()
                    .filter(event -> List.of("connected", "verdict", "closed").contains(event))
                    .toList();
            assertThat(ends).as(entries().toString()).containsExactly("connected", "verdict", "closed");
        }
        assertThat(of("closed")).hasSameSizeAs(of("connected"));
        for (Entry closed : of("closed")) {
            assertThat(closed.verdict()).isSameAs(closed.line().verdict());
        }
    }
}
