package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionDirectory} must do. To test one, extend this class in its tests and make directories; the class
 * is in the {@code tests} jar of {@code linekeeper-core}, and needs JUnit Jupiter and AssertJ.
 */
public abstract class SessionDirectoryContract {
    /** How long an answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long MICROS_IN_2020 = 1_577_836_800_000_000L;
    private static final int THREADS = 8;
    private static final int ROUNDS = 50;

    private static final DeviceId DEVICE = new DeviceId("phone-1");

    /** A new and empty directory whose clock is right. */
    protected abstract SessionDirectory newDirectory();

    /**
     * A new and empty directory, as after a restart that lost everything, whose clock is behind that of
     * {@link #newDirectory}. Where the clock cannot be chosen, any new and empty directory.
     */
    protected abstract SessionDirectory newDirectoryWithEarlierClock();

    @Test
    void shouldGrantTheFirstClaim() {
        SessionDirectory directory = newDirectory();
        assertThat(find(directory, DEVICE)).isEmpty();

        Session session = granted(directory, new Claim(DEVICE, Claim.NO_SESSION, 1, "node-1", 17));

        assertThat(session.device()).isEqualTo(DEVICE);
        assertThat(session.node()).isEqualTo("node-1");
        assertThat(session.line()).isEqualTo(17);
        assertThat(find(directory, DEVICE)).contains(session);
    }

    @Test
    void shouldGrantTheClaimThatExpectsTheSessionThatIsThere() {
        SessionDirectory directory = newDirectory();
        Session first = granted(directory, claim(DEVICE, Claim.NO_SESSION));
        Session second = granted(directory, new Claim(DEVICE, first.epoch(), 1, "node-2", 4));

        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(find(directory, DEVICE)).contains(second);
    }

    @Test
    void shouldChangeNothingWhereAClaimExpectsNoSessionAndOneIsThere() {
        SessionDirectory directory = newDirectory();
        Session session = granted(directory, claim(DEVICE, Claim.NO_SESSION));

        assertThat(conflict(directory, claim(DEVICE, Claim.NO_SESSION))).contains(session);
        assertThat(find(directory, DEVICE)).contains(session);
    }

    @Test
    void shouldChangeNothingWhereAClaimExpectsAnotherSession() {
        SessionDirectory directory = newDirectory();
        Session old = granted(directory, claim(DEVICE, Claim.NO_SESSION));
        Session session = granted(directory, claim(DEVICE, old.epoch()));

        assertThat(conflict(directory, claim(DEVICE, old.epoch()))).contains(session);
        assertThat(conflict(directory, claim(DEVICE, session.epoch() + 1))).contains(session);
        assertThat(conflict(directory, claim(DEVICE, session.epoch() - 1))).contains(session);
        assertThat(find(directory, DEVICE)).contains(session);
    }

    @Test
    void shouldChangeNothingWhereAClaimExpectsASessionAndNoneIsThere() {
        SessionDirectory directory = newDirectory();
        assertThat(conflict(directory, claim(DEVICE, 5))).isEmpty();
        assertThat(find(directory, DEVICE)).isEmpty();
    }

    @Test
    void shouldEndTheSessionThatIsReleased() {
        SessionDirectory directory = newDirectory();
        Session session = granted(directory, claim(DEVICE, Claim.NO_SESSION));

        assertThat(release(directory, session)).isTrue();
        assertThat(find(directory, DEVICE)).isEmpty();
        assertThat(conflict(directory, claim(DEVICE, session.epoch()))).isEmpty();
    }

    @Test
    void shouldReleaseOnlyOnce() {
        SessionDirectory directory = newDirectory();
        Session session = granted(directory, claim(DEVICE, Claim.NO_SESSION));

        assertThat(release(directory, session)).isTrue();
        assertThat(release(directory, session)).isFalse();
        Session next = granted(directory, new Claim(DEVICE, Claim.NO_SESSION, session.epoch() + 1, "node-1", 2));
        assertThat(release(directory, session)).isFalse();
        assertThat(find(directory, DEVICE)).contains(next);
    }

    @Test
    void shouldNotTouchTheSessionThatTookThePlaceOfTheOneReleased() {
        SessionDirectory directory = newDirectory();
        Session old = granted(directory, claim(DEVICE, Claim.NO_SESSION));
        Session session = granted(directory, claim(DEVICE, old.epoch()));

        assertThat(release(directory, old)).isFalse();
        assertThat(find(directory, DEVICE)).contains(session);
        assertThat(release(directory, session)).isTrue();
    }

    @Test
    void shouldReleaseNothingOfADeviceThatIsNotThere() {
        assertThat(release(newDirectory(), new Session(DEVICE, 5, "node-1", 1))).isFalse();
    }

    @Test
    void shouldGiveEpochsInMicrosecondsSince1970() {
        long epoch = granted(newDirectory(), claim(DEVICE, Claim.NO_SESSION)).epoch();
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        assertThat(epoch).isBetween(MICROS_IN_2020, now + Duration.ofDays(1).toSeconds() * 1_000_000);
    }

    @Test
    void shouldGiveEpochsThatGrowOverAnyNumberOfTakeovers() {
        SessionDirectory directory = newDirectory();
        long last = Claim.NO_SESSION;
        for (int i = 0; i < 200; i++) {
            long epoch = granted(directory, claim(DEVICE, last)).epoch();
            assertThat(epoch).isGreaterThan(last);
            last = epoch;
        }
    }

    @Test
    void shouldGiveAtLeastTheEpochThatTheClaimAsksFor() {
        SessionDirectory directory = newDirectory();
        long future = Session.MOST_EPOCH - 10;
        Session session = granted(directory, new Claim(DEVICE, Claim.NO_SESSION, future, "node-1", 1));
        assertThat(session.epoch()).isEqualTo(future);
        // The clock is behind by now: one more than the last.
        assertThat(granted(directory, claim(DEVICE, future)).epoch()).isEqualTo(future + 1);
    }

    @Test
    void shouldHoldTheLargestEpochExactlyAndGiveNoLargerOne() {
        SessionDirectory directory = newDirectory();
        Session most = granted(directory, new Claim(DEVICE, Claim.NO_SESSION, Session.MOST_EPOCH, "node-1", 1));
        assertThat(most.epoch()).isEqualTo(Session.MOST_EPOCH);
        assertThat(find(directory, DEVICE)).contains(most);
        assertThat(directory.claim(claim(DEVICE, most.epoch())))
                .as("a claim beyond the largest epoch")
                .failsWithin(PATIENCE);
        assertThat(find(directory, DEVICE)).contains(most);
    }

    @Test
    void shouldGiveEpochsThatGrowOverARelease() {
        SessionDirectory directory = newDirectory();
        long last = 0;
        for (int i = 0; i < 100; i++) {
            Session session = granted(directory, new Claim(DEVICE, Claim.NO_SESSION, last + 1, "node-1", i));
            assertThat(session.epoch()).isGreaterThan(last);
            last = session.epoch();
            assertThat(release(directory, session)).isTrue();
        }
    }

    @Test
    void shouldGiveEpochsThatGrowOverARestartWithTheClockSetBack() {
        Session before = granted(newDirectory(), claim(DEVICE, Claim.NO_SESSION));

        SessionDirectory restarted = newDirectoryWithEarlierClock();
        assertThat(conflict(restarted, new Claim(DEVICE, before.epoch(), before.epoch() + 1, "node-1", 2)))
                .isEmpty();
        Session after = granted(restarted, new Claim(DEVICE, Claim.NO_SESSION, before.epoch() + 1, "node-1", 2));

        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(release(restarted, before)).isFalse();
        assertThat(find(restarted, DEVICE)).contains(after);
    }

    @Test
    void shouldKeepDevicesApart() {
        SessionDirectory directory = newDirectory();
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sessions.add(granted(directory, new Claim(new DeviceId("d" + i), Claim.NO_SESSION, 1, "node-1", i)));
        }
        for (int i = 0; i < 100; i += 2) {
            assertThat(release(directory, sessions.get(i))).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            Optional<Session> expected = i % 2 == 0 ? Optional.empty() : Optional.of(sessions.get(i));
            assertThat(find(directory, new DeviceId("d" + i))).isEqualTo(expected);
        }
    }

    @Test
    void shouldTellDeviceIdsApartThatLookAlike() {
        List<String> alike = List.of(
                "a",
                "A",
                "a.",
                ".a",
                "a-",
                "a_",
                "a:",
                ":a",
                "a:b",
                "a.b",
                "a_b",
                "a-b",
                "ab",
                "0",
                "00",
                "-0",
                "a".repeat(128),
                "a".repeat(127),
                "a".repeat(127) + "b",
                "null",
                ".",
                "..",
                "a:a",
                "a:a:a");
        SessionDirectory directory = newDirectory();
        List<Session> sessions = alike.stream()
                .map(text -> granted(directory, claim(new DeviceId(text), Claim.NO_SESSION)))
                .toList();
        assertThat(sessions)
                .allSatisfy(
                        session -> assertThat(find(directory, session.device())).contains(session));
        sessions.forEach(session -> assertThat(release(directory, session)).isTrue());
    }

    @Test
    void shouldGrantExactlyOneOfManyClaimsWithOneExpectation() throws Exception {
        SessionDirectory directory = newDirectory();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long expected = Claim.NO_SESSION;
            for (int round = 0; round < ROUNDS; round++) {
                List<Claimed> answers = atOnce(threads, directory, expected);
                List<Session> granted = answers.stream()
                        .filter(Claimed.Granted.class::isInstance)
                        .map(answer -> ((Claimed.Granted) answer).session())
                        .toList();
                assertThat(granted).as("grants in round %d", round).hasSize(1);
                assertThat(granted.get(0).epoch()).isGreaterThan(expected);
                assertThat(find(directory, DEVICE)).contains(granted.get(0));
                expected = granted.get(0).epoch();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Claimed> atOnce(ExecutorService threads, SessionDirectory directory, long expected)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Claimed>> claims = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Claim claim = new Claim(DEVICE, expected, expected + 1, "node-" + i, i);
            claims.add(threads.submit(() -> {
                start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return answer(directory.claim(claim));
            }));
        }
        List<Claimed> answers = new ArrayList<>();
        for (Future<Claimed> claim : claims) {
            answers.add(claim.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return answers;
    }

    private static Claim claim(DeviceId device, long expected) {
        return new Claim(device, expected, expected + 1, "node-1", 1);
    }

    private static Session granted(SessionDirectory directory, Claim claim) {
        Claimed answer = answer(directory.claim(claim));
        assertThat(answer).isInstanceOf(Claimed.Granted.class);
        return ((Claimed.Granted) answer).session();
    }

    private static Optional<Session> conflict(SessionDirectory directory, Claim claim) {
        Claimed answer = answer(directory.claim(claim));
        assertThat(answer).isInstanceOf(Claimed.Conflict.class);
        return ((Claimed.Conflict) answer).current();
    }

    private static Optional<Session> find(SessionDirectory directory, DeviceId device) {
        return answer(directory.find(device));
    }

    private static boolean release(SessionDirectory directory, Session session) {
        return answer(directory.release(session));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the directory does not answer", e);
        }
    }
}
