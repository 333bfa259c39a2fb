package io.linekeeper.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A directory that answers when it likes, or not, and that another gateway uses, too. */
final class FakeDirectory {
    /** The answer to a device's claim; empty: it failed. */
    record Answer(DeviceId device, Optional<Claimed> outcome) {}

    /** Not delivered yet. */
    final List<Answer> answers = new ArrayList<>();

    private final Random random;
    private final Map<DeviceId, Session> sessions = new HashMap<>();
    private long micros = 1_000_000;
    private boolean lostAnAnswer;

    FakeDirectory(Random random) {
        this.random = random;
    }

    /** Lost everything, and its clock is behind. */
    void restart() {
        sessions.clear();
        micros = 1L + random.nextInt(1_000);
    }

    void handle(Object errand, boolean failing, boolean contending) {
        micros += random.nextInt(1_000);
        if (errand instanceof Session session) {
            Session current = sessions.get(session.device());
            if (current != null && current.epoch() == session.epoch()) {
                sessions.remove(session.device());
            }
        } else if (errand instanceof Claim claim) {
            if (contending) {
                byAnother(claim.device());
            }
            if (!failing) {
                answers.add(new Answer(claim.device(), Optional.of(outcome(claim))));
                return;
            }
            if (random.nextBoolean()) {
                lostAnAnswer |= outcome(claim) instanceof Claimed.Granted;
            }
            answers.add(new Answer(claim.device(), Optional.empty()));
        }
    }

    boolean hasLostAnAnswer() {
        return lostAnAnswer;
    }

    List<Session> sessionsOf(String node) {
        return sessions.values().stream()
                .filter(session -> session.node().equals(node))
                .toList();
    }

    private void byAnother(DeviceId device) {
        Session current = sessions.get(device);
        if (current != null && random.nextInt(4) == 0) {
            sessions.remove(device);
        } else {
            sessions.put(device, new Session(device, epoch(current, 1), "elsewhere", random.nextInt(100)));
        }
    }

    private Claimed outcome(Claim claim) {
        Session current = sessions.get(claim.device());
        if ((current == null ? Claim.NO_SESSION : current.epoch()) != claim.expected()) {
            return new Claimed.Conflict(Optional.ofNullable(current));
        }
        Session session = new Session(claim.device(), epoch(current, claim.atLeast()), claim.node(), claim.line());
        sessions.put(claim.device(), session);
        return new Claimed.Granted(session);
    }

    private long epoch(Session last, long atLeast) {
        return Math.max(Math.max(last == null ? 1 : last.epoch() + 1, micros), atLeast);
    }
}
