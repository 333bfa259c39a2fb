package io.linekeeper.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A two-way rule of which some values are given. The others are derived so that the bound fits the budget if that leaves a
 * second of idle and a second for each of three questions; if not, they are those that the budget alone would have given.
 */
record RuleDraft(Optional<Duration> idle, Optional<Duration> interval, Optional<Integer> probes) {
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(3);

    static final RuleDraft EMPTY = new RuleDraft(Optional.empty(), Optional.empty(), Optional.empty());

    RuleDraft {
        idle.ifPresent(value -> KeepAlive.requireInRange("idle", value));
        interval.ifPresent(value -> KeepAlive.requireInRange("interval", value));
        probes.ifPresent(KeepAlive::requireInRange);
    }

    RuleDraft withIdle(Duration value) {
        return new RuleDraft(Optional.of(value), interval, probes);
    }

    RuleDraft withInterval(Duration value) {
        return new RuleDraft(idle, Optional.of(value), probes);
    }

    RuleDraft withProbes(int value) {
        return new RuleDraft(idle, interval, Optional.of(value));
    }

    boolean isEmpty() {
        return idle.isEmpty() && interval.isEmpty() && probes.isEmpty();
    }

    KeepAlive complete(Within within) {
        if (isEmpty()) {
            return within.heartbeatRule();
        }
        Duration budget = within.budget();
        KeepAlive derived = within.heartbeatRule();
        int asked = probes.orElseGet(() -> probesFor(budget));
        Duration every = interval.orElseGet(() -> intervalFor(asked, budget, derived));
        return new KeepAlive(idle.orElseGet(() -> idleFor(every, asked, budget, derived)), every, asked);
    }

    /** What was given, for messages: {@code idle 10 s, probes 5}; empty when nothing was. */
    String given() {
        StringJoiner given = new StringJoiner(", ");
        idle.ifPresent(value -> given.add("idle " + Durations.format(value)));
        interval.ifPresent(value -> given.add("interval " + Durations.format(value)));
        probes.ifPresent(value -> given.add("probes " + value));
        return given.toString();
    }

    private int probesFor(Duration budget) {
        Duration room = budget.minus(idle.orElse(SHORTEST_IDLE));
        for (int asked = Within.HEARTBEAT_PROBES; asked > 0 && interval.isPresent(); asked--) {
            if (interval.get().multipliedBy(asked).compareTo(room) <= 0) {
                return asked;
            }
        }
        return Within.HEARTBEAT_PROBES;
    }

    private Duration intervalFor(int asked, Duration budget, KeepAlive derived) {
        Duration patience = budget.minus(idle.orElse(derived.idle()));
        if (patience.compareTo(SHORTEST_PATIENCE) < 0) {
            patience = budget.minus(derived.idle());
        }
        return roundDown(patience.dividedBy(asked));
    }

    private static Duration idleFor(Duration every, int asked, Duration budget, KeepAlive derived) {
        Duration rest = budget.minus(every.multipliedBy(asked));
        return rest.compareTo(SHORTEST_IDLE) < 0 ? derived.idle() : rest;
    }

    private static Duration roundDown(Duration time) {
        return time.toSeconds() > 0 ? Duration.ofSeconds(time.toSeconds()) : Duration.ofMillis(time.toMillis());
    }
}
