package io.linekeeper.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When one detector finds one failure.
 *
 * @param term in what kind of time
 * @param time the time itself, for the terms that have one
 * @param condition what that rests on
 */
public record Finding(Term term, Optional<Duration> time, Condition condition) implements Comparable<Finding> {
    /** Kinds of time, from the soonest to the latest. */
    public enum Term {
        /** With the FIN or RST of the peer's kernel. */
        AT_ONCE,
        /** At the latest after {@link Finding#time}; lateness comes on top. */
        WITHIN,
        /** The kernel's retransmission limit ({@code tcp_retries2}, tcp(7)): no promise of the policy. */
        RETRANSMISSION_LIMIT,
        /** Not by this. */
        NEVER,
        /** The other way round: an outage shorter than {@link Finding#time} ends no line. */
        SPARED_BELOW
    }

    /** What a finding rests on. */
    public enum Condition {
        /** Nothing. */
        ALWAYS(""),
        /** Only on a line that has ever answered a question. */
        ONCE_ANSWERED(" once answered"),
        /** Only on a line that never answered one, and is asked no more. */
        NEVER_ANSWERED(" if it never answered"),
        /** Only while no question of ours is under way, to which keepalive is blind. */
        UNASKED(" unless asked"),
        /** Only if the host runs again by then. */
        BACK_IN_TIME(" if back by then"),
        /** Only if the host runs again by then, on a line that has ever answered. */
        ANSWERED_AND_BACK(" if back by then once answered"),
        /** Only if bytes wait to be read by the peer. */
        BYTES_WAIT(" if bytes wait"),
        /** Only if so many bytes wait that they fill the kernel's send buffer too. */
        BUFFER_FULL(" if our buffers fill"),
        /** Only if the peer sends nothing either. */
        SILENT(" if silent too"),
        /** Only if the peer sends nothing either, on a line that has ever answered. */
        ANSWERED_AND_SILENT(" if silent too once answered");

        private final String suffix;

        Condition(String suffix) {
            this.suffix = suffix;
        }

        /** The condition that holds wherever this one does. */
        private Condition wider() {
            return switch (this) {
                case ANSWERED_AND_BACK -> BACK_IN_TIME;
                case ANSWERED_AND_SILENT -> SILENT;
                case ALWAYS, ONCE_ANSWERED, NEVER_ANSWERED, UNASKED, BACK_IN_TIME, BYTES_WAIT, BUFFER_FULL, SILENT ->
                    this;
            };
        }
    }

    static Finding atOnce() {
        return new Finding(Term.AT_ONCE, Optional.empty(), Condition.ALWAYS);
    }

    static Finding within(Duration time, Condition condition) {
        return new Finding(Term.WITHIN, Optional.of(time), condition);
    }

    static Finding within(Duration time) {
        return within(time, Condition.ALWAYS);
    }

    static Finding atRetransmissionLimit() {
        return new Finding(Term.RETRANSMISSION_LIMIT, Optional.empty(), Condition.ALWAYS);
    }

    static Finding never() {
        return new Finding(Term.NEVER, Optional.empty(), Condition.ALWAYS);
    }

    static Finding sparedBelow(Duration time) {
        return new Finding(Term.SPARED_BELOW, Optional.of(time), Condition.ALWAYS);
    }

    /** The same finding on another condition. */
    Finding on(Condition other) {
        return new Finding(term, time, other);
    }

    /** By term, then by time. */
    @Override
    public int compareTo(Finding other) {
        int byTerm = term.compareTo(other.term);
        return byTerm != 0 ? byTerm : time.orElse(Duration.ZERO).compareTo(other.time.orElse(Duration.ZERO));
    }

    /** In words: {@code 29 s once answered}, {@code never}. */
    public String text() {
        String words = switch (term) {
            case AT_ONCE -> "at once";
            case WITHIN -> Durations.format(time.orElseThrow());
            case RETRANSMISSION_LIMIT -> "about 15 min";
            case NEVER -> "never";
            case SPARED_BELOW -> "ends nothing below " + Durations.format(time.orElseThrow());
        };
        return words + condition.suffix;
    }

    /** Sorted, without those that change nothing: the soonest on each condition, up to the one that rests on none. */
    static List<Finding> decisive(List<Finding> findings) {
        List<Finding> decisive = new ArrayList<>();
        Set<Condition> seen = EnumSet.noneOf(Condition.class);
        for (Finding finding : findings.stream().sorted().toList()) {
            boolean covered = seen.contains(Condition.ALWAYS)
                    || seen.contains(finding.condition)
                    || seen.contains(finding.condition.wider());
            if (!covered) {
                seen.add(finding.condition);
                decisive.add(finding);
            }
        }
        return List.copyOf(decisive);
    }

    /** Several in words: {@code 29 s once answered, else never}; {@code -} for none. */
    static String text(List<Finding> findings) {
        return findings.isEmpty() ? "-" : findings.stream().map(Finding::text).collect(Collectors.joining(", else "));
    }
}
