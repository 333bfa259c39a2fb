package io.linekeeper.lab.experiment;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the lines of ping (iputils, with {@code -O}) say of a host: it is unreachable when a question has not been answered within the
 * time-out, and reachable again with the next answer. Pure: it is told the times.
 *
 * <p>With {@code -O} ping prints something in each period, whatever the host does: before each question it says whether the one before
 * is unanswered so far.
 */
final class Answers {
    private static final Pattern ANSWER = Pattern.compile("\\d+ bytes from \\S+ icmp_seq=\\d+ .*");
    private static final Pattern NOT_YET = Pattern.compile("no answer yet for icmp_seq=\\d+");
    private static final Pattern NO_WAY = Pattern.compile("From \\S+ icmp_seq=\\d+ .*");

    private final long periodNanos;
    private final long timeoutNanos;

    /** When the first question was asked that has no answer, nor any after it. */
    private OptionalLong unanswered = OptionalLong.empty();

    private boolean reachable = true;

    /** A host that has just answered. */
    Answers(long periodNanos, long timeoutNanos) {
        this.periodNanos = periodNanos;
        this.timeoutNanos = timeoutNanos;
    }

    static boolean isAnswer(String line) {
        return ANSWER.matcher(line).matches();
    }

    /** Returns whether the host is reachable if this line, printed now, changes that. */
    Optional<Boolean> hear(long nowNanos, String line) {
        if (isAnswer(line)) {
            unanswered = OptionalLong.empty();
            return become(true);
        }
        boolean notYet = NOT_YET.matcher(line).matches();
        if (!notYet && !NO_WAY.matcher(line).matches()) {
            return Optional.empty();
        }
        if (unanswered.isEmpty()) {
            unanswered = OptionalLong.of(notYet ? nowNanos - periodNanos : nowNanos);
        }
        return nowNanos - unanswered.getAsLong() >= timeoutNanos ? become(false) : Optional.empty();
    }

    private Optional<Boolean> become(boolean now) {
        if (reachable == now) {
            return Optional.empty();
        }
        reachable = now;
        return Optional.of(now);
    }
}
