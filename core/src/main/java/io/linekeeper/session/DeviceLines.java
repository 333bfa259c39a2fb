package io.linekeeper.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one device: at most one that is live, at most two that are or were sessions, any number that wait, and at
 * most one claim at the directory. Whatever can let the next claim go ends in {@link #proceed}.
 */
final class DeviceLines {
    /** How often a claim is repeated that met another session than the one expected. */
    static final int MOST_RETRIES = 8;

    /** When a line may come again that was refused for the directory's sake. */
    static final Duration DIRECTORY_RETRY_AFTER = Duration.ofSeconds(2);

    private final DeviceId id;
    private final SessionRegistry registry;
    private final BattleRule battles;

    /** Those that are or were sessions, oldest first; only the last can be live. */
    private final List<DeviceLine> held = new ArrayList<>(2);

    /** Those that wait, oldest first. */
    private final List<DeviceLine> waiting = new ArrayList<>(0);

    /** Whose claim is at the directory. It may be gone: the answer comes all the same. */
    private @Nullable DeviceLine claimant;

    private int conflicts;
    private @Nullable Battle battle;

    DeviceLines(DeviceId id, SessionRegistry registry, BattleRule battles) {
        this.id = id;
        this.registry = registry;
        this.battles = battles;
    }

    DeviceId id() {
        return id;
    }

    /** Whether there is nothing left to remember. */
    boolean isEmpty() {
        return held.isEmpty() && waiting.isEmpty() && claimant == null;
    }

    void arrived(DeviceLine line) {
        waiting.add(line);
        proceed();
    }

    void granted(Session session) {
        DeviceLine by = takeClaimant();
        DeviceLine old = live();
        if (old != null) {
            supersede(old, by, session);
        }
        if (by.place() == Place.CLAIMING) {
            by.becomes(session);
            held.add(by);
            registry.tellListener(listener -> listener.connected(session));
            registry.tell(by, line -> line.admitted(session));
        } else {
            // Nobody is there to be admitted. A listener that heard of it as the old one's successor hears its end,
            // too.
            if (old != null) {
                registry.tellListener(listener -> listener.connected(session));
                registry.tellListener(listener -> listener.ended(session));
            }
            registry.release(session);
        }
        proceed();
    }

    void conflicted(Optional<Session> current) {
        DeviceLine line = takeClaimant();
        if (line.place() != Place.CLAIMING) {
            proceed();
        } else if (conflicts == MOST_RETRIES) {
            refuse(line, "other gateways claim this session again and again", DIRECTORY_RETRY_AFTER);
            proceed();
        } else {
            conflicts++;
            claim(line, current.map(Session::epoch).orElse(Claim.NO_SESSION));
        }
    }

    void failed() {
        DeviceLine line = takeClaimant();
        if (line.place() == Place.CLAIMING) {
            refuse(line, "the session directory fails", DIRECTORY_RETRY_AFTER);
        }
        proceed();
    }

    void judged(DeviceLine line) {
        switch (line.place()) {
            case WAITING, CLAIMING -> {
                forget(line);
                proceed();
            }
            case LIVE -> {
                line.moveTo(Place.DRAINING);
                end(line.session());
                if (held.size() > 1) {
                    makeWay(held.get(0));
                }
            }
            case DRAINING, MAKING_WAY, GONE -> {}
        }
    }

    void closed(DeviceLine line) {
        Place was = line.place();
        forget(line);
        if (was == Place.LIVE) {
            end(line.session());
        }
        held.remove(line);
        proceed();
    }

    /** Sends the latest of the lines that wait to the directory, if no claim is there and there is room for one more line. */
    private void proceed() {
        if (claimant != null) {
            return;
        }
        refuseThoseThatFight();
        if (waiting.isEmpty()) {
            return;
        }
        if (held.size() > 1) {
            makeWay(held.get(0));
            return;
        }
        DeviceLine next = waiting.remove(waiting.size() - 1);
        for (DeviceLine earlier : waiting) {
            registry.forget(earlier);
            registry.tell(earlier, SessionLine::superseded);
        }
        waiting.clear();
        next.moveTo(Place.CLAIMING);
        conflicts = 0;
        DeviceLine live = live();
        claim(next, live == null ? Claim.NO_SESSION : live.session().epoch());
    }

    private void claim(DeviceLine line, long expected) {
        claimant = line;
        registry.claim(id, expected, line);
    }

    /** From the latest on, so that one that is refused takes no other's turn. */
    private void refuseThoseThatFight() {
        while (!waiting.isEmpty()) {
            DeviceLine latest = waiting.get(waiting.size() - 1);
            long waitNanos = contests(latest) && battle != null ? battle.waitNanos(latest.arrivedNanos) : 0;
            if (waitNanos == 0) {
                return;
            }
            waiting.remove(waiting.size() - 1);
            refuse(latest, "two live devices fight for this session", Duration.ofNanos(waitNanos));
        }
    }

    /** Whether it would take the session back from the instance that has it. */
    private boolean contests(DeviceLine line) {
        DeviceLine live = live();
        return battle != null && live != null && live.instance != line.instance && battle.hasLost(line.instance);
    }

    private void supersede(DeviceLine old, DeviceLine by, Session session) {
        Session lost = old.session();
        remember(old, by);
        old.moveTo(Place.DRAINING);
        registry.tellListener(listener -> listener.superseded(lost, session));
        registry.tell(old, SessionLine::superseded);
    }

    private void remember(DeviceLine old, DeviceLine by) {
        if (old.instance == by.instance) {
            return; // It has come back to its own session: nobody has lost anything.
        }
        if (battle == null) {
            battle = new Battle(battles, by.arrivedNanos);
        }
        if (contests(by)) {
            battle.taken(by.arrivedNanos);
        }
        battle.lost(old.instance);
    }

    private void refuse(DeviceLine line, String why, Duration retryAfter) {
        registry.forget(line);
        registry.tellListener(listener -> listener.refused(id, line.line.number(), why));
        registry.tell(line, refused -> refused.refused(why, retryAfter));
    }

    private void end(Session session) {
        registry.release(session);
        registry.tellListener(listener -> listener.ended(session));
    }

    private void makeWay(DeviceLine line) {
        if (line.place() == Place.DRAINING) {
            line.moveTo(Place.MAKING_WAY);
            registry.tell(line, SessionLine::makeWay);
        }
    }

    private void forget(DeviceLine line) {
        if (line.place() == Place.WAITING) {
            waiting.remove(line);
        }
        registry.forget(line);
    }

    private @Nullable DeviceLine live() {
        DeviceLine last = held.isEmpty() ? null : held.get(held.size() - 1);
        return last != null && last.place() == Place.LIVE ? last : null;
    }

    private DeviceLine takeClaimant() {
        DeviceLine line = claimant;
        if (line == null) {
            throw new IllegalStateException(
                    "no claim of device " + id + " is at the directory; answer each claim once");
        }
        claimant = null;
        return line;
    }
}
