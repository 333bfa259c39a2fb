package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One roll a loop, called again and again, whoever fails. */
final class LoopRollTest {

    @Test
    void shouldCallTheRollOfEachLoopOfAThread() {
        Embedded first = new Embedded(Embedded.ONE_WAY);
        Embedded second = new Embedded(Embedded.ONE_WAY);

        second.pass(2 * Embedded.BOUND);
        assertThat(second.line().verdict()).isNotNull();
        assertThat(first.line().verdict()).isNull();
        first.pass(2 * Embedded.BOUND);
        assertThat(first.line().verdict()).isNotNull();
    }

    @Test
    void shouldSleepWhileThereIsNoLine() {
        Embedded line = new Embedded(Embedded.ONE_WAY);
        line.channel.close();
        line.pass(1000);

        assertThat(line.channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void shouldTellAPauseOnceToEachListener() {
        Diary diary = new Diary();
        Linekeeper one = Linekeeper.of(Embedded.ONE_WAY).named("one").withListener(diary);
        Linekeeper other = Linekeeper.of(Embedded.ONE_WAY)
                .named("other")
                .withListener(diary)
                .named("other");
        Embedded line = new Embedded(one, diary);
        line.channel.pipeline().addLast(other.newLine());
        line.channel.pipeline().addLast(one.newLine());

        line.block(5000);

        assertThat(diary.of("connected")).hasSize(3);
        assertThat(diary.gaps()).hasSize(1);
    }

    /** Otherwise a client that has a listener per connection would leak them. */
    @Test
    void shouldForgetAListenerWithItsLastLine() {
        Diary gone = new Diary();
        Diary here = new Diary();
        Embedded line = new Embedded(Embedded.ONE_WAY, here);
        LineHandler second = Linekeeper.of(Embedded.ONE_WAY).withListener(gone).newLine();
        line.channel.pipeline().addLast(second);
        line.channel.pipeline().remove(second);

        line.block(5000);

        assertThat(here.gaps()).hasSize(1);
        assertThat(gone.gaps()).isEmpty();
        gone.checkEnds();
    }

    @Test
    void shouldNotBeChangedByAListenerThatThrows() {
        List<String> told = new ArrayList<>();
        LineListener throwing = new LineListener() {
            private void tell(String event) {
                told.add(event);
                throw new IllegalStateException(event);
            }

            @Override
            public void connected(LineHandler line) {
                tell("connected");
            }

            @Override
            public void verdict(LineHandler line, Verdict verdict) {
                tell("verdict");
            }

            @Override
            public void draining(LineHandler line, Verdict verdict) {
                tell("draining");
            }

            @Override
            public void closed(LineHandler line, Verdict verdict) {
                tell("closed");
            }

            @Override
            public void paused(String loop, Duration gap) {
                tell("paused");
            }
        };
        Embedded line = new Embedded(Linekeeper.of(Embedded.ONE_WAY).withListener(throwing), new Diary());
        assertThat(line.channel.pipeline().get(LineHandler.class)).isNotNull();
        line.block(5000);
        line.pass(2 * Embedded.BOUND);

        assertThat(told).containsExactly("connected", "paused", "verdict", "draining", "closed");
        assertThat(line.channel.isOpen()).isFalse();
        line.channel.checkException();
    }

    @Test
    void shouldNotFollowAChannelToAnotherLoop() {
        Embedded line = new Embedded(Embedded.ONE_WAY);
        line.channel.deregister();
        line.channel.runPendingTasks();

        line.diary.checkEnds();
        assertThat(line.line().verdict().evidence().detail()).isEqualTo("the channel left its event loop");
    }
}
