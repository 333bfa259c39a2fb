package io.linekeeper.client;

import io.linekeeper.client.ClientState.Connecting;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Live;
import io.linekeeper.client.ClientState.Suspect;
import io.linekeeper.client.ClientState.Waiting;
import io.linekeeper.line.Fate;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides when a client connects, and when it never does again. Each method is an event and returns the state, which says
 * what to do: {@link Connecting}, connect now; {@link Draining}, end the line if there is one, then {@link #closed};
 * {@link Waiting}, {@link #waited} after its delay; {@link Ended}, nothing any more. An event that cannot come in the state at
 * hand is a bug, and throws.
 *
 * <p>Not for two threads at once. Times are of one clock that only goes forward, in nanoseconds.
 */
public final class Reconnecting {
    private final Backoff backoff;
    private final boolean afterSuperseded;
    private final RandomGenerator random;
    private ClientState state = new ClientState.New();
    private int attempts;
    private long welcomedAt;
    private boolean lasted;

    /**
     * A client that is not started.
     *
     * @param afterSuperseded whether it connects again when its device has come back on another line. As a rule it must not:
     *     two that do take the session from each other for ever.
     * @param random the jitter's
     */
    public Reconnecting(Backoff backoff, boolean afterSuperseded, RandomGenerator random) {
        this.backoff = backoff;
        this.afterSuperseded = afterSuperseded;
        this.random = random;
    }

    /** Where it stands. */
    public ClientState state() {
        return state;
    }

    /** It begins. */
    public ClientState start() {
        return moveTo(new Connecting(nextAttempt()));
    }

    /** The delay has passed. */
    public ClientState waited() {
        return moveTo(new Connecting(nextAttempt()));
    }

    /**
     * No connection came about.
     *
     * @param why in plain words
     */
    public ClientState notConnected(String why) {
        return moveTo(waiting(Duration.ZERO, new Reason.NotConnected(why)));
    }

    /** The server's WELCOME came. */
    public ClientState welcomed(long epoch, long nowNanos) {
        welcomedAt = nowNanos;
        return moveTo(new Live(epoch));
    }

    /** The line is suspect. Changes nothing but for a live one. */
    public ClientState suspected() {
        requireLine("suspected");
        return state instanceof Live live ? moveTo(new Suspect(live.epoch())) : state;
    }

    /** The line was heard again, perhaps one that was suspect before its WELCOME. */
    public ClientState recovered() {
        requireLine("recovered");
        return state instanceof Suspect suspect ? moveTo(new Live(suspect.epoch())) : state;
    }

    /** The server said goodbye. Later than a verdict of ours it still counts: it may say never to come back. */
    public ClientState goodbye(Reason.Goodbye goodbye, long nowNanos) {
        boolean known = state instanceof Draining draining && !(draining.why() instanceof Reason.Judged);
        return known ? state : drain(goodbye, nowNanos);
    }

    /** The line got its verdict. After a goodbye, or a stop, that is only how they end. */
    public ClientState judged(Fate fate, long nowNanos) {
        return state instanceof Draining ? state : drain(new Reason.Judged(fate), nowNanos);
    }

    /** It is to stop, in any state and any number of times. */
    public ClientState stop(long nowNanos) {
        return switch (state.kind()) {
            case NEW, WAITING -> moveTo(new Ended(new Reason.Stopped()));
            case CONNECTING, LIVE, SUSPECT, DRAINING -> drain(new Reason.Stopped(), nowNanos);
            case ENDED -> state;
        };
    }

    /** The line is closed, or there was none yet when it was stopped. */
    public ClientState closed() {
        if (!(state instanceof Draining draining)) {
            throw new IllegalStateException("a line is closed while its client is " + state + ", not draining");
        }
        if (draining.why() instanceof Reason.Stopped) {
            return moveTo(new Ended(draining.why()));
        }
        if (draining.why() instanceof Reason.Goodbye goodbye) {
            return moveTo(mayFollow(goodbye) ? waiting(goodbye.retryAfter(), goodbye) : new Ended(goodbye));
        }
        return moveTo(waiting(Duration.ZERO, draining.why()));
    }

    private boolean mayFollow(Reason.Goodbye goodbye) {
        return goodbye.code() == GoodbyeCode.SUPERSEDED ? afterSuperseded : goodbye.mayReconnect();
    }

    private ClientState drain(Reason why, long nowNanos) {
        if (state.isLive()) {
            lasted = nowNanos - welcomedAt >= backoff.lasting().toNanos();
        }
        return moveTo(new Draining(why));
    }

    private Waiting waiting(Duration retryAfter, Reason why) {
        if (lasted) {
            lasted = false;
            attempts = 0;
        }
        return new Waiting(backoff.delay(attempts, retryAfter, random), why);
    }

    private int nextAttempt() {
        attempts += attempts < Integer.MAX_VALUE ? 1 : 0;
        return attempts;
    }

    private void requireLine(String event) {
        switch (state.kind()) {
            case NEW, WAITING, ENDED ->
                throw new IllegalStateException("a line is " + event + " while its client is " + state);
            case CONNECTING, LIVE, SUSPECT, DRAINING -> {}
        }
    }

    private ClientState moveTo(ClientState next) {
        if (!state.kind().mayMoveTo(next.kind())) {
            throw new IllegalStateException("a client cannot go from " + state + " to " + next);
        }
        state = next;
        return next;
    }
}
