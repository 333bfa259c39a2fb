package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void shouldInterruptWhoeverTakesTooLongAndLeaveNothingOfItBehind() {
        try (Deadline deadline = new Deadline(clock, Duration.ofMillis(1))) {
            assertThatThrownBy(() -> TimeUnit.MINUTES.sleep(1)).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThat(deadline.hasPassed()).isTrue();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldLeaveAloneWhoEndsInTime() throws Exception {
        try (Deadline deadline = new Deadline(clock, Duration.ofMillis(20))) {
            assertThat(deadline.hasPassed()).isFalse();
        }
        clock.schedule(() -> {}, 30, TimeUnit.MILLISECONDS).get();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldKeepAnInterruptionThatIsNotItsOwn() {
        Deadline deadline = new Deadline(clock, Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        deadline.close();
        assertThat(Thread.interrupted()).isTrue();
    }
}
