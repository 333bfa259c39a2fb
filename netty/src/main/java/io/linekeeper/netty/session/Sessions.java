package io.linekeeper.netty.session;

import io.linekeeper.line.HearingTime;
import io.linekeeper.session.BattleRule;
import io.linekeeper.session.Claim;
import io.linekeeper.session.Claimed;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.InMemorySessionDirectory;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.session.SessionLine;
import io.linekeeper.session.SessionListener;
import io.linekeeper.session.SessionRegistry;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sessions of one node, whose lines may be those of several listeners: the {@link SessionRegistry} on a thread of its
 * own, so that no blocked event loop holds up the logins of the others, and the directory beside it.
 *
 * <p>Any thread. {@link #close} ends the thread; lines that come afterwards are not let in.
 */
public final class Sessions implements AutoCloseable {
    /** A directory that has not answered for so long has failed: a device must not wait for it for ever. */
    private static final Duration LONGEST_ERRAND = Duration.ofSeconds(5);

    /** A line whose event loop is away does not keep its successor waiting; one that comes no later than this is only busy. */
    private static final Duration LONGEST_WAY = Duration.ofNanos(HearingTime.STEP_NANOS);

    private static final Duration LONGEST_END = Duration.ofMillis(200);
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(Sessions.class);

    private final SessionDirectory directory;
    private final EventExecutor executor = new DefaultEventExecutor(new DefaultThreadFactory("sessions", true));
    private final SessionRegistry registry;

    /**
     * No sessions yet.
     *
     * @param node the name of this gateway, which the directory may share with others
     * @param listener is told on the thread of the sessions, and must not block it
     */
    public Sessions(String node, SessionDirectory directory, SessionListener listener, BattleRule battles) {
        this.directory = directory;
        this.registry = new SessionRegistry(node, new Errands(), new GuardedSessions(listener), battles);
    }

    /** The sessions of a node that shares its directory with no other. */
    public static Sessions inMemory(String node, SessionListener listener) {
        SessionDirectory directory =
                new InMemorySessionDirectory(() -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        return new Sessions(node, directory, listener, BattleRule.DEFAULT);
    }

    /** A line has proven its device. */
    void arrived(SessionLine line, DeviceId device, long instance) {
        tell(it -> it.arrived(line, device, instance, executor.ticker().nanoTime()));
    }

    /** The line has its verdict. */
    void judged(SessionLine line) {
        tell(it -> it.judged(line));
    }

    /** The line is closed. */
    void closed(SessionLine line) {
        tell(it -> it.closed(line));
    }

    /** The line was told to make way: its successor does not wait longer than a moment, also if its event loop is blocked. */
    void makesWay(SessionLine line) {
        executor.schedule(() -> registry.closed(line), LONGEST_WAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(Consumer<SessionRegistry> event) {
        try {
            executor.execute(() -> event.accept(registry));
        } catch (RejectedExecutionException ended) {
            LOGGER.debug("the sessions have ended", ended);
        }
    }

    /** Ends the thread. Sessions that live are not ended: their lines are. */
    @Override
    public void close() {
        executor.shutdownGracefully(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_END.toMillis());
    }

    /** Errands at the directory, whose answers come back on the thread of the sessions, each once. */
    private final class Errands implements SessionRegistry.Errands {
        @Override
        public void claim(Claim claim) {
            ClaimErrand errand = new ClaimErrand(claim);
            Asked.of(() -> directory.claim(claim))
                    .whenComplete((claimed, failure) -> tell(it -> {
                        if (claimed == null) {
                            LOGGER.warn("the session directory failed", failure);
                            errand.fail();
                        } else {
                            errand.end(claimed);
                        }
                    }));
        }

        @Override
        public void release(Session session) {
            Asked.of(() -> directory.release(session)).whenComplete((released, failure) -> {
                if (failure != null) {
                    LOGGER.warn("the session directory failed to release {}", session, failure);
                }
            });
        }
    }

    /** One claim at the directory, which is answered once: by the directory, or by our patience. */
    private final class ClaimErrand {
        private final Claim claim;
        private final Future<?> patience =
                executor.schedule(this::fail, LONGEST_ERRAND.toMillis(), TimeUnit.MILLISECONDS);
        private boolean answered;

        ClaimErrand(Claim claim) {
            this.claim = claim;
        }

        void fail() {
            if (!answered) {
                answered = true;
                patience.cancel(false);
                registry.claimFailed(claim.device());
            }
        }

        void end(Claimed claimed) {
            if (!answered) {
                answered = true;
                patience.cancel(false);
                registry.claimed(claim.device(), claimed);
            } else if (claimed instanceof Claimed.Granted late) {
                new Errands().release(late.session());
            }
        }
    }
}
