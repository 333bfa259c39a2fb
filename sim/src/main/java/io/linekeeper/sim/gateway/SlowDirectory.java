package io.linekeeper.sim.gateway;

import io.linekeeper.session.Claim;
import io.linekeeper.session.Claimed;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.InMemorySessionDirectory;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.scene.Chance;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The real directory in memory, somewhere else: its answers take a while. When it is in trouble they take long, and some of
 * them fail, before or after the change was made.
 */
public final class SlowDirectory implements SessionDirectory {
    private static final long LEAST_NANOS = 200_000;
    private static final long MOST_NANOS = 3_000_000;
    private static final long EPOCH_MICROS = 1_767_225_600_000_000L;
    private static final int FAILS_ONE_IN = 3;

    private final Agenda agenda;
    private final SessionDirectory inner;
    private final SplittableRandom random;
    private boolean fails;
    private long slowBy;

    /** An empty directory. */
    public SlowDirectory(Agenda agenda, long seed) {
        this.agenda = agenda;
        long began = agenda.now();
        inner = new InMemorySessionDirectory(() -> EPOCH_MICROS + (agenda.now() - began) / 1_000);
        random = Chance.of(seed, "directory", 0);
    }

    /** From now on its answers take at most so much longer. */
    public void slowDown(Duration most) {
        slowBy = most.toNanos();
    }

    /** From now on some answers are failures, or none are. */
    public void fail(boolean now) {
        fails = now;
    }

    @Override
    public CompletionStage<Optional<Session>> find(DeviceId device) {
        return later(() -> inner.find(device));
    }

    @Override
    public CompletionStage<Claimed> claim(Claim claim) {
        return later(() -> inner.claim(claim));
    }

    @Override
    public CompletionStage<Boolean> release(Session session) {
        return later(() -> inner.release(session));
    }

    private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean failsBefore = fails && random.nextInt(FAILS_ONE_IN) == 0;
        boolean failsAfter = fails && random.nextInt(FAILS_ONE_IN) == 0;
        agenda.after(way(), () -> {
            if (failsBefore) {
                agenda.after(way(), () -> answer.completeExceptionally(new IllegalStateException("directory")));
                return;
            }
            CompletionStage<T> result = question.get();
            agenda.after(
                    way(),
                    () -> result.whenComplete((value, failure) -> {
                        if (failsAfter || failure != null) {
                            answer.completeExceptionally(new IllegalStateException("directory", failure));
                        } else {
                            answer.complete(value);
                        }
                    }));
        });
        return answer;
    }

    private long way() {
        long ordinary = Chance.between(random, LEAST_NANOS, MOST_NANOS);
        return slowBy == 0 ? ordinary : ordinary + random.nextLong(slowBy);
    }
}
