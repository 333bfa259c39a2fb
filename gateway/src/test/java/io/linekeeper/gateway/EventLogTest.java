package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventLogTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7779);

    private static PrintStream print(OutputStream out) {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteAllInOrderWhenItIsClosed() throws Exception {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (EventLog log = new EventLog(print(words), json)) {
            for (int i = 0; i < 10_000; i++) {
                log.say("word " + i);
                log.paused("loop", Duration.ofMillis(i));
            }
        }

        List<String> spoken = words.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(spoken).hasSize(20_000);
        assertThat(spoken.stream().filter(line -> line.startsWith("word ")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10_000).mapToObj(i -> "word " + i).toList());
        assertThat(json.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(".*gap_ms\":|}", "")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10_000).mapToObj(String::valueOf).toList());
    }

    /** A terminal whose reader pressed Ctrl-S. */
    private static final class Stuck extends OutputStream {
        private final CountDownLatch released = new CountDownLatch(1);
        private final List<Integer> written = new ArrayList<>();

        @Override
        public synchronized void write(int each) throws IOException {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.add(each);
        }
    }

    @Test
    void shouldNeverBlockWhoTellsItAnEvent() throws Exception {
        Stuck stuck = new Stuck();
        EventLog log = new EventLog(print(stuck), stuck);
        long begin = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            log.say("a line that does not fit into any buffer on the way to the terminal, since there are so many");
            log.listening("length16", ADDRESS);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        stuck.released.countDown();
        log.close();
        assertThat(stuck.written).hasSizeGreaterThan(1_000_000);
    }

    @Test
    void shouldNotWaitForEverForAnOutputThatTakesNothing() throws Exception {
        Stuck stuck = new Stuck();
        EventLog log = new EventLog(print(stuck), null);
        log.say("the last word");
        long begin = System.nanoTime();
        log.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        stuck.released.countDown();
    }

    @Test
    void shouldGoOnWithoutAnEventStreamThatFails() throws Exception {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (EventLog log = new EventLog(print(words), full)) {
            for (int i = 0; i < 1000; i++) {
                log.paused("loop", Duration.ofMillis(i));
            }
            log.say("the end");
        }

        assertThat(words.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("the event stream cannot be written (No space left on device)")
                .endsWith("the end\n");
    }

    @Test
    void shouldOutliveAnOutputThatThrows() throws Exception {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        PrintStream broken = new PrintStream(words, false, StandardCharsets.UTF_8) {
            @Override
            public void println(Object each) {
                if ("broken".equals(each)) {
                    throw new IllegalStateException("a bug");
                }
                super.println(each);
            }
        };
        try (EventLog log = new EventLog(broken, null)) {
            log.say("broken");
            log.say("the end");
        }

        assertThat(words.toString(StandardCharsets.UTF_8)).endsWith("the end\n");
    }

    @Test
    void shouldBeClosedTwice() throws Exception {
        EventLog log = new EventLog(print(new ByteArrayOutputStream()), null);
        log.close();

        assertThatCode(log::close).doesNotThrowAnyException();
    }
}
