package io.linekeeper.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The directory of a single gateway. Any thread; every stage is complete when it is returned. Remembers nothing of a session
 * that was released.
 */
public final class InMemorySessionDirectory implements SessionDirectory {
    private final ConcurrentMap<DeviceId, Session> sessions = new ConcurrentHashMap<>();
    private final LongSupplier microsSince1970;

    /**
     * Empty.
     *
     * @param microsSince1970 the clock, asked at each claim, on any thread; may jump
     */
    public InMemorySessionDirectory(LongSupplier microsSince1970) {
        this.microsSince1970 = microsSince1970;
    }

    @Override
    public CompletionStage<Optional<Session>> find(DeviceId device) {
        return CompletableFuture.completedFuture(Optional.ofNullable(sessions.get(device)));
    }

    /** The stage fails if the epoch would be above {@value Session#MOST_EPOCH}. */
    @Override
    public CompletionStage<Claimed> claim(Claim claim) {
        while (true) {
            Session current = sessions.get(claim.device());
            long last = current == null ? Claim.NO_SESSION : current.epoch();
            if (last != claim.expected()) {
                return CompletableFuture.completedFuture(new Claimed.Conflict(Optional.ofNullable(current)));
            }
            Session session;
            try {
                session = new Session(claim.device(), epoch(last, claim.atLeast()), claim.node(), claim.line());
            } catch (IllegalArgumentException e) {
                return CompletableFuture.failedFuture(e);
            }
            boolean granted = current == null
                    ? sessions.putIfAbsent(claim.device(), session) == null
                    : sessions.replace(claim.device(), current, session);
            if (granted) {
                return CompletableFuture.completedFuture(new Claimed.Granted(session));
            }
            // Another one was faster. If its session is gone again by now, this claim may still hold.
        }
    }

    @Override
    public CompletionStage<Boolean> release(Session session) {
        Session current = sessions.get(session.device());
        return CompletableFuture.completedFuture(
                current != null && current.epoch() == session.epoch() && sessions.remove(session.device(), current));
    }

    private long epoch(long last, long atLeast) {
        return Math.max(Math.max(last + 1, atLeast), microsSince1970.getAsLong());
    }
}
