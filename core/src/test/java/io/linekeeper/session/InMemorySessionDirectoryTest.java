package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InMemorySessionDirectoryTest extends SessionDirectoryContract {
    private static final DeviceId DEVICE = new DeviceId("phone-2");

    @Override
    protected SessionDirectory newDirectory() {
        return new InMemorySessionDirectory(() -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    @Override
    protected SessionDirectory newDirectoryWithEarlierClock() {
        return new InMemorySessionDirectory(
                () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().minus(Duration.ofDays(1))));
    }

    /** The greatest of three decides; also where the clock is before 1970. */
    @ParameterizedTest
    @CsvSource({
        "1000,   1,  1000",
        "1000,  999, 1000",
        "1000, 1001, 1001",
        "-5,     0,     1",
        "0,      0,     1",
        "9007199254740991, 1, 9007199254740991",
    })
    void shouldTakeTheGreatestForTheEpoch(long clock, long atLeast, long epoch) {
        SessionDirectory directory = new InMemorySessionDirectory(() -> clock);
        assertThat(claim(directory, Claim.NO_SESSION, atLeast).join())
                .isEqualTo(new Claimed.Granted(new Session(DEVICE, epoch, "here", 3)));
    }

    @Test
    void shouldGiveGreaterEpochsWhenTheClockJumpsBack() {
        AtomicLong clock = new AtomicLong(1_000);
        SessionDirectory directory = new InMemorySessionDirectory(clock::get);
        claim(directory, Claim.NO_SESSION, 1).join();
        clock.set(10);
        assertThat(claim(directory, 1_000, 1).join())
                .isEqualTo(new Claimed.Granted(new Session(DEVICE, 1_001, "here", 3)));
    }

    @Test
    void shouldFailBeyondTheLargestEpoch() {
        SessionDirectory directory = new InMemorySessionDirectory(() -> Session.MOST_EPOCH + 1);
        assertThat(claim(directory, Claim.NO_SESSION, 1))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("check the directory's clock");
    }

    private static CompletableFuture<Claimed> claim(SessionDirectory directory, long expected, long atLeast) {
        return directory.claim(new Claim(DEVICE, expected, atLeast, "here", 3)).toCompletableFuture();
    }
}
