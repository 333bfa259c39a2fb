package io.linekeeper.netty.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.session.BattleRule;
import io.linekeeper.session.Claim;
import io.linekeeper.session.Claimed;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.InMemorySessionDirectory;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.session.SessionLine;
import io.linekeeper.session.SessionListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever does not answer, a directory or a line, holds up no device for ever. */
final class SessionsTest {
    private static final DeviceId DEVICE = new DeviceId("pump-4");

    private final SessionDirectory real = new InMemorySessionDirectory(() -> 1_700_000_000_000_000L);
    private final BlockingQueue<CompletableFuture<Claimed>> kept = new LinkedBlockingQueue<>();
    private final BlockingQueue<Session> released = new LinkedBlockingQueue<>();
    private volatile boolean keeping;

    /** Keeps its answers while it is told to. */
    private final SessionDirectory directory = new SessionDirectory() {
        @Override
        public CompletionStage<Optional<Session>> find(DeviceId device) {
            return real.find(device);
        }

        @Override
        public CompletionStage<Claimed> claim(Claim claim) {
            CompletableFuture<Claimed> answer = new CompletableFuture<>();
            if (keeping) {
                kept.add(answer);
                return answer;
            }
            return real.claim(claim);
        }

        @Override
        public CompletionStage<Boolean> release(Session session) {
            released.add(session);
            return real.release(session);
        }
    };

    private final Sessions sessions = new Sessions("node", directory, SessionListener.NONE, BattleRule.DEFAULT);

    /** A line of a loop that is blocked: it is told everything, and does nothing. */
    private final class Line implements SessionLine {
        final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final int number;

        Line(int number) {
            this.number = number;
            sessions.arrived(this, DEVICE, 1);
        }

        String next() throws InterruptedException {
            return String.valueOf(told.poll(20, TimeUnit.SECONDS));
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void admitted(Session session) {
            told.add("admitted");
        }

        @Override
        public void refused(String why, Duration retryAfter) {
            told.add("refused: " + why);
        }

        @Override
        public void superseded() {
            told.add("superseded");
        }

        @Override
        public void makeWay() {
            told.add("make way");
            sessions.makesWay(this);
        }
    }

    @Test
    void shouldNotWaitForADirectoryThatNeverAnswersAndGiveBackWhatItGrantsTooLate() throws Exception {
        try (sessions) {
            Line live = new Line(1);
            assertThat(live.next()).isEqualTo("admitted");
            keeping = true;
            Line newcomer = new Line(2);
            CompletableFuture<Claimed> late = kept.take();
            assertThat(newcomer.next()).isEqualTo("refused: the session directory fails");
            assertThat(live.told).as("the live line, meanwhile").isEmpty();

            Session granted = new Session(DEVICE, 1_800_000_000_000_000L, "node", 2);
            late.complete(new Claimed.Granted(granted));
            assertThat(released.poll(20, TimeUnit.SECONDS)).isEqualTo(granted);
            keeping = false;
            assertThat(new Line(3).next()).isEqualTo("admitted");
            assertThat(live.next()).isEqualTo("superseded");
            assertThat(newcomer.told).as("the line that was refused").isEmpty();
        }
    }

    @Test
    void shouldNotWaitForALineThatDoesNotMakeWay() throws Exception {
        try (sessions) {
            Line oldest = new Line(1);
            Line old = new Line(2);
            assertThat(oldest.next()).isEqualTo("admitted");
            assertThat(oldest.next()).isEqualTo("superseded");
            assertThat(old.next()).isEqualTo("admitted");
            assertThat(new Line(3).next()).isEqualTo("admitted");
            assertThat(oldest.next()).isEqualTo("make way");
            assertThat(old.next()).isEqualTo("superseded");
        }
    }
}
