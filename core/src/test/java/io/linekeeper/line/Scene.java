package io.linekeeper.line;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * An event loop on an injected clock, with the peers behind it. The roll is called exactly when it asked for; bytes are
 * read when they arrive, unless the loop is blocked.
 */
final class Scene {
    /** A clock that is no round number: nothing may rest on one. */
    private static final long START = 987_654_321_123L;

    private static final long SHORTEST_TURN = 50_000;

    final boolean kernel;
    final RollCall roll;
    final List<Peer> peers = new ArrayList<>();

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long order;
    private long now = START;
    private long nextCall = RollCall.NO_LINES;
    private boolean blocked;
    private long late;

    private Scene(boolean kernel, long hearingMillis) {
        this.kernel = kernel;
        roll = new RollCall(new HearingTime(START, hearingMillis * 1_000_000), kernel);
    }

    /** As on epoll: the kernel can be asked. */
    static Scene withWitness() {
        return new Scene(true, 0);
    }

    /** As on NIO. */
    static Scene withoutWitness() {
        return new Scene(false, 0);
    }

    static Scene of(boolean kernel) {
        return new Scene(kernel, 0);
    }

    static Scene startingAt(long hearingMillis, boolean kernel) {
        return new Scene(kernel, hearingMillis);
    }

    /** Nanoseconds on the clock. */
    long now() {
        return now;
    }

    Peer connect(LivenessPolicy policy) {
        Peer peer = new Peer(this);
        peers.add(peer);
        peer.line = Keeper.put(roll, policy, peer, now);
        peer.began = now;
        nextCall = now;
        return peer;
    }

    void after(Duration delay, Runnable event) {
        afterNanos(delay.toNanos(), event);
    }

    void afterNanos(long delay, Runnable event) {
        events.add(new Event(now + delay, order++, event));
    }

    void every(Duration period, Runnable event) {
        after(period, () -> {
            event.run();
            every(period, event);
        });
    }

    /** A line may be due sooner than planned. */
    void reconsider(Line line) {
        if (roll.isPlannedTooLate(line)) {
            nextCall = now;
        }
    }

    boolean isBlocked() {
        return blocked;
    }

    void run(Duration duration) {
        runUntil(now + duration.toNanos());
    }

    /** The loop is away, and afterwards calls the roll before it has read a single byte. */
    void blockThenCall(Duration duration) {
        away(duration);
        call();
        peers.forEach(Peer::readAll);
    }

    /** The loop is away, and afterwards reads first. */
    void blockThenRead(Duration duration) {
        away(duration);
        peers.forEach(Peer::readAll);
        call();
    }

    private void away(Duration duration) {
        long end = now + duration.toNanos();
        blocked = true;
        while (!events.isEmpty() && events.peek().at() <= end) {
            runNext();
        }
        blocked = false;
        now = end;
    }

    private void runUntil(long end) {
        while (true) {
            long nextEvent = events.isEmpty() ? Long.MAX_VALUE : events.peek().at();
            if (Math.min(nextEvent, nextCall) > end) {
                now = end;
                return;
            }
            if (nextEvent <= nextCall) {
                runNext();
            } else if (late > 0) {
                now = Math.max(now, nextCall);
                blockThenRead(Duration.ofNanos(late));
            } else {
                now = Math.max(now, nextCall);
                call();
            }
        }
    }

    private void runNext() {
        Event event = events.remove();
        now = Math.max(now, event.at());
        event.what().run();
    }

    /** From now on each call comes so much later than it was planned, and nothing is read meanwhile. */
    void everyCallLate(Duration delay) {
        late = delay.toNanos();
    }

    private void call() {
        long wait = roll.call(now);
        nextCall = wait == RollCall.NO_LINES ? RollCall.NO_LINES : now + Math.max(SHORTEST_TURN, wait);
    }

    private record Event(long at, long order, Runnable what) {}
}
